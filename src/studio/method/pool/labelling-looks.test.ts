import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Run } from '../../../catalog';
import { labellingColumns } from '../../labelling/file/labelling';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { labelPool } from './label-pool';
import { labellingLooks } from './labelling-looks';

describe('a pool that is looked at several times', () => {
  let studio: TestProject;
  let runs: readonly Run[];
  const go = { pauseForReview: false, evaluate: false };
  beforeAll(async () => {
    studio = await makeTestProject();
    const recipe = tinyRecipe(
      ['method', 'data-distillation'],
      ['iterations', 2],
      ['promote', 'newest'],
      ['labelling.earlierModels', 1],
    );
    const { id } = createExperiment(studio.context, { name: 'distilled', recipe, seed: 4 });
    runs = (await runLoop(studio.context, id, go)).runs;
  });
  afterAll(() => studio.close());

  const looks = (teacher: Run, ...settings: (readonly [string, unknown])[]) =>
    labellingLooks(studio.context, teacher, tinyRecipe(...settings))?.map(({ model, weights, mirrored }) => [
      model.imageSize,
      runs.findIndex(({ checkpoint }) => weights.endsWith(checkpoint as string)),
      mirrored,
    ]);

  it('is so by the teacher, and by the models before it', () => {
    const [first, second] = runs;
    const distillation = [['method', 'data-distillation']] as const;
    const both = [false, true];
    expect(looks(first, ...distillation)).toEqual([
      ...[
        [22, 0, both],
        [28, 0, both],
        [34, 0, both],
      ],
    ]);
    expect(looks(second, ['labelling.views', 'mirrored'], ['labelling.earlierModels', 3])).toEqual([
      ...[
        [28, 1, both],
        [28, 0, both],
      ],
    ]);
    expect(looks(second, ['labelling.earlierModels', 3], ['labelling.noise', true])).toBeUndefined();
    expect(looks(first, ['labelling.earlierModels', 3])).toBeUndefined();
    expect(looks(second)).toBeUndefined();
  });

  it('has other labels than one that is looked at once; one look labels to the byte as without the settings', async () => {
    const { context, project } = studio;
    const [first] = runs;
    const labelled = (...settings: (readonly [string, unknown])[]) =>
      labelPool(context, first, tinyRecipe(...settings), null);
    const plain = await labelled();
    const one = await labelled(['labelling.views', 'scaled'], ['labelling.scales', [1]]);
    expect(one.hash).toBe(plain.hash);
    const [distilled] = project.catalog.labellingRuns
      .list({ runId: first.id })
      .filter(({ iterationId }) => iterationId !== null);
    const confidence = (of: typeof plain) => labellingColumns(project, of).confidence;
    expect(confidence(distilled)).not.toEqual(confidence(plain));
  });
});

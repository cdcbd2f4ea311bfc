import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besideOf } from '../../../files/durable/durable';
import { labellingColumns } from '../../labelling/file/labelling';
import { runFolder } from '../../project/images/image-sets';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { createExperiment, runLoop } from '../loop/loop';
import { labelPool } from './label-pool';
import { labellingNoise } from './labelling-noise';

describe('a pool that is labelled with noise', () => {
  let studio: TestProject;
  beforeAll(async () => {
    studio = await makeTestProject();
  });
  afterAll(() => studio.close());

  const noised = tinyRecipe(['labelling.noise', true]);
  async function trained(name: string, recipe = noised) {
    const { id } = createExperiment(studio.context, { name, recipe, seed: 4 });
    return (await runLoop(studio.context, id, { pauseForReview: false, evaluate: false })).runs;
  }

  it('has the noise of the teacher’s training, and is labelled alike when it is labelled again', async () => {
    const { context, project } = studio;
    const [teacher, student] = await trained('noised');
    const { teacher: first, students, noise } = noised;
    expect(labellingNoise(project, teacher, noised)).toEqual({
      ...{ input: noise.teacher, dropout: first.dropout, survival: first.survival },
      ...{ cacheSide: noised.imageSize, seed: teacher.seed },
    });
    expect(labellingNoise(project, student, noised)).toMatchObject({ dropout: students[0].dropout });
    expect(labellingNoise(project, teacher, tinyRecipe())).toBeUndefined();
    const [again, clean] = [
      await labelPool(context, teacher, noised, null),
      await labelPool(context, teacher, tinyRecipe(), null),
    ];
    const [before] = project.catalog.labellingRuns
      .list({ runId: teacher.id })
      .filter(({ iterationId }) => iterationId);
    const confidences = [before, again, clean].map((each) => labellingColumns(project, each).confidence);
    expect(confidences[1]).toEqual(confidences[0]);
    expect(confidences[2]).not.toEqual(confidences[0]);
  });

  it('leaves nothing of an engine that was ended while it labelled', async () => {
    const { context, project } = studio;
    const [teacher] = project.catalog.runs.list({ kind: 'teacher', state: 'done' });
    const folder = runFolder(project, teacher.id);
    // Such an engine leaves what it had begun, and the next one finishes the job with fewer images at a time.
    const left = besideOf(join(folder, 'labelling-7.safetensors')).replace(`.p${process.pid}-`, '.p4194305-');
    let planted = 0;
    const tell: typeof context.tell = ({ type }) => {
      if (type !== 'progress') return;
      writeFileSync(left, 'half');
      planted++;
    };
    await labelPool({ ...context, tell }, teacher, tinyRecipe(), null);
    expect(planted).toBeGreaterThan(0);
    expect(readdirSync(folder).filter((name) => name.includes('.part'))).toEqual([]);
  });

  it('is without noise where the teacher was trained without any', async () => {
    const recipe = tinyRecipe(['labelling.noise', true], ['method', 'self-training']);
    const [teacher] = await trained('plain', recipe);
    expect(labellingNoise(studio.project, teacher, recipe)).toBeUndefined();
  });
});

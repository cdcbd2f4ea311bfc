import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LabellingRun } from '../../../catalog';
import { taughtNote } from '../../../core/sentences/taught-flag';
import type { TaughtFlag } from '../../../core/stored/columns';
import { labellingColumns, labellingPath, withLabelling } from '../../labelling/file/labelling';
import { makeTestProject, type TestProject, tinyRecipe } from '../../project/project.fixture';
import { labelPool } from '../pool/label-pool';
import { ensureValidation, trainTeacher } from '../training/teacher';
import { createExperiment } from './loop';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

it('without held-out images the out-of-domain limit leaves the share of the recipe in the pool, not next to none of it', async () => {
  const { context, project } = studio;
  // Long enough to learn three images of each class by heart.
  const recipe = tinyRecipe(['validationShare', 0], ['training.teacherLength.amount', 60]);
  const { id } = createExperiment(context, { name: 'no validation', recipe, seed: 1 });
  const [run] = project.catalog.runs.list({ experimentId: id });
  const labelling = await labelPool(context, await trainTeacher(context, run.id), recipe, null);
  const { oodScore } = labellingColumns(project, labelling);
  const kept = oodScore.filter((score) => score >= (labelling.oodThreshold as number)).length;
  expect(kept / oodScore.length).toBeGreaterThanOrEqual(recipe.selection.ood.keep);
  expect(kept / oodScore.length).toBeLessThan(recipe.selection.ood.keep + 0.05);
});

it('is taught at the next labelling by what a person rejected at an earlier one, to the same bits each time', async () => {
  const { context, project, events } = studio;
  const { catalog } = project;
  const recipe = tinyRecipe();
  const { id } = createExperiment(context, { name: 'taught', recipe, seed: 1 });
  await ensureValidation(context, recipe, 1);
  const [run] = catalog.runs.list({ experimentId: id });
  const teacher = await trainTeacher(context, run.id);
  const label = () => labelPool(context, teacher, recipe, null);
  const plain = await label();
  expect(plain.taught).toBeNull();
  const rejected = catalog.images.ids({ split: 'unlabelled' }).slice(0, 6);
  catalog.reviews.decide({ decision: 'ood', imageIds: rejected, labellingRunId: plain.id }, 'Ada');
  events.length = 0;
  const [one, two] = [await label(), await label()];
  expect(one.taught).toMatchObject({ rejected: 6, accepted: 0, isTaught: true });
  const { more, fewer } = one.taught ?? {};
  expect(events).toContainEqual({
    type: 'note',
    note: { code: 'flag-taught', values: { rejected: 6, more, fewer } },
  });
  const flagOf = (labelling: LabellingRun) =>
    readFileSync(labellingPath(project, labelling).replace('.safetensors', '.flag-1.safetensors'));
  expect(flagOf(two)).toEqual(flagOf(one));
  // The labelling keeps the score itself unchanged.
  const own = withLabelling(project, one, (file) => file.score('mahalanobis') as Float32Array);
  expect(own).toEqual(labellingColumns(project, plain).oodScore);
  expect(labellingColumns(project, one).oodScore).not.toEqual(own);
});

it('is set anew where the recipe compares the pool with the labelled images, and that is told', async () => {
  const larger = await makeTestProject(undefined, { labelledPerClass: 10, pool: 120, digits: 80 });
  try {
    const { context, project, events } = larger;
    const recipe = tinyRecipe(['training.teacherLength.amount', 40], ['selection.ood.contrast', true]);
    const { id } = createExperiment(context, { name: 'contrast', recipe, seed: 1 });
    await ensureValidation(context, recipe, 1);
    const [run] = project.catalog.runs.list({ experimentId: id });
    const labelling = await labelPool(context, await trainTeacher(context, run.id), recipe, null);
    const taught = labelling.taught as TaughtFlag;
    expect(taught).toMatchObject({ rejected: 0, isTaught: true, contrast: { isUsed: true } });
    expect(events).toContainEqual({ type: 'note', note: taughtNote(taught) });
    expect(labelling.oodThreshold).toBe(taught.limit);
    const own = withLabelling(project, labelling, (file) => file.score('mahalanobis') as Float32Array);
    expect(labellingColumns(project, labelling).oodScore).not.toEqual(own);
  } finally {
    await larger.close();
  }
});

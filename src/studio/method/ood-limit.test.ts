import { afterAll, beforeAll, expect, it } from 'vitest';
import { labellingColumns } from '../labelling/labelling';
import { makeTestProject, type TestProject, tinyRecipe } from '../project/project.fixture';
import { labelPool } from './label-pool';
import { createExperiment } from './loop';
import { trainTeacher } from './teacher';

let studio: TestProject;
beforeAll(async () => {
  studio = await makeTestProject();
});
afterAll(() => studio.close());

it('without held-out images the out-of-domain limit leaves the share of the recipe in the pool, not next to none of it', async () => {
  const { context, project } = studio;
  // Long enough to learn three images a class by heart.
  const recipe = tinyRecipe(['validationShare', 0], ['training.teacherLength.amount', 60]);
  const { id } = createExperiment(context, { name: 'no validation', recipe, seed: 1 });
  const [run] = project.catalog.runs.list({ experimentId: id });
  const labelling = await labelPool(context, await trainTeacher(context, run.id), recipe, null);
  const { oodScore } = labellingColumns(project, labelling);
  const kept = oodScore.filter((score) => score >= (labelling.oodThreshold as number)).length;
  expect(kept / oodScore.length).toBeGreaterThanOrEqual(recipe.selection.ood.keep);
  expect(kept / oodScore.length).toBeLessThan(recipe.selection.ood.keep + 0.05);
});

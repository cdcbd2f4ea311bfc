import { expect, it } from 'vitest';
import { applySettings, type Recipe, resolveRecipe } from '../recipe';
import { usableShare } from './memory';
import { neverFits } from './never-fits';
import { shapesOf, workOf } from './workload';

const gigabyte = 1e9;
const images = { labelled: 200, validation: 50, pool: 1000, test: 200 };

const recipeWith = (...settings: (readonly [string, unknown])[]): Recipe =>
  applySettings(resolveRecipe('quick-cpu'), settings);

const found = (recipe: Recipe, main: number, { models = main, halves = false } = {}) =>
  neverFits(shapesOf(workOf(recipe, images)), { main, models, halves });

it('finds nothing that a usual machine cannot do in recipes for it', () => {
  expect(found(recipeWith(), 2 * gigabyte)).toBeUndefined();
  expect(found(resolveRecipe('photos-cpu'), 8 * gigabyte)).toBeUndefined();
  expect(
    found(resolveRecipe('workstation'), 64 * gigabyte, { models: 24 * gigabyte, halves: true }),
  ).toBeUndefined();
});

it('finds a student that is too large for the machine, though its teacher is not', () => {
  const student = { arch: 'l2', weights: 'none', size: null, dropout: 0.5, survival: 0.8 } as const;
  const large = resolveRecipe({ preset: 'quick-cpu', students: [student], imageSize: 800 });
  const told = found(large, 24 * gigabyte);
  expect(told).toMatchObject({ what: 'model', arch: 'l2', imageSize: 800, batch: 8, has: 24 * gigabyte });
  expect(told?.needed).toBeGreaterThan(50 * gigabyte);
  // If nothing is known of a GPU's memory, nothing is refused.
  expect(found(large, 24 * gigabyte, { models: 0 })).toBeUndefined();
  expect(found({ ...large, iterations: 0 }, 24 * gigabyte)).toBeUndefined();
});

it('finds a batch whose images alone are more than the memory', () => {
  const large = recipeWith(['imageSize', 1024], ['training.labelledBatch', 65536]);
  const told = found(large, 24 * gigabyte, { models: 80 * gigabyte });
  expect(told).toMatchObject({ what: 'batch', imageSize: 1024, batch: 65536, has: 24 * gigabyte });
  // A step, and the next one.
  expect(told?.needed).toBeCloseTo((2 * 65536 * 3 * 1024 ** 2) / usableShare);
});

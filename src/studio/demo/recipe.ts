import { applySettings, type Recipe, resolveRecipe } from '../../core/recipe';

/** The demo's recipe: the CPU preset as it is. */
export function demoRecipe(quick: boolean): Recipe {
  const recipe = resolveRecipe('quick-cpu');
  return quick ? applySettings(recipe, quickSettings) : recipe;
}

/** The same path in about a minute: fewer steps, so the accuracies say little. */
const quickSettings: readonly (readonly [string, unknown])[] = [
  ['name', 'quick demo'],
  ['training.teacherLength.amount', 400],
  ['training.studentLength.amount', 240],
  ['training.validateEvery', 100],
  ['training.checkpointEvery', 20],
];

/** What the window trains in its demo by itself, so that there are results to look at after a few minutes: about a fifth of the steps, one round. */
export const exampleRecipe = (): Recipe =>
  applySettings(resolveRecipe('quick-cpu'), [
    ['name', 'example'],
    ['iterations', 1],
    ['training.teacherLength.amount', 1200],
    ['training.studentLength.amount', 800],
  ]);

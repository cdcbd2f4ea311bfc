import { applySettings, type Recipe, resolveRecipe } from '../../core/recipe';

/** The demo's recipe: the unchanged CPU preset. */
export function demoRecipe(quick: boolean): Recipe {
  const recipe = resolveRecipe('quick-cpu');
  return quick ? applySettings(recipe, quickSettings) : recipe;
}

/** Settings for the same demo in about a minute: fewer training steps, so the accuracies mean little. */
const quickSettings: readonly (readonly [string, unknown])[] = [
  ['name', 'quick demo'],
  ['training.teacherLength.amount', 400],
  ['training.studentLength.amount', 240],
  ['training.validateEvery', 100],
  ['training.checkpointEvery', 20],
];

/**
 * The recipe that the window trains by itself in its demo, so that there are results to look at after a few minutes: about a fifth of the
 * steps, one round.
 */
export const exampleRecipe = (quick: boolean): Recipe =>
  applySettings(demoRecipe(quick), [
    ['name', 'example'],
    ['iterations', 1],
    ['training.teacherLength.amount', quick ? 120 : 1200],
    ['training.studentLength.amount', quick ? 80 : 800],
  ]);

import {
  changeSetting,
  diffRecipes,
  type Recipe,
  type RecipeDifference,
  valueAt,
} from '../../../../core/recipe';

/**
 * The settings in which a draft differs from a recipe; `b` has the draft's values. The draft may be
 * incomplete.
 */
export function changesFrom(base: Recipe, settings: unknown): RecipeDifference[] {
  return diffRecipes(base, settings as Recipe);
}

/**
 * The draft with one difference undone. A student that exists on one side only is added or removed as a
 * whole.
 */
export function withoutChange(settings: unknown, base: Recipe, { path, a, b }: RecipeDifference): unknown {
  const whole = a === undefined || b === undefined ? path.split('.')[0] : path;
  return changeSetting(settings, whole, valueAt(base, whole.split('.')), base);
}

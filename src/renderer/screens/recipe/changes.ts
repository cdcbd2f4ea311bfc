import {
  changeSetting,
  diffRecipes,
  type Recipe,
  type RecipeDifference,
  valueAt,
} from '../../../core/recipe';

/** The settings in which a draft differs from a recipe, those of the draft in `b`. The draft may be half written. */
export function changesFrom(base: Recipe, settings: unknown): RecipeDifference[] {
  return diffRecipes(base, settings as Recipe);
}

/** The draft with one difference undone. A student that is there on one side only goes or comes with all of them. */
export function withoutChange(settings: unknown, base: Recipe, { path, a, b }: RecipeDifference): unknown {
  const whole = a === undefined || b === undefined ? path.split('.')[0] : path;
  return changeSetting(settings, whole, valueAt(base, whole.split('.')), base);
}

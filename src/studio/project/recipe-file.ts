import { parse, stringify } from 'yaml';
import { messageOf, StudioError } from '../../core/errors';
import { type Recipe, type RecipeOverrides, resolveRecipe } from '../../core/recipe';

/**
 * A recipe from YAML: all of its settings, or those that differ from the preset that it names. `where` is what a person calls the
 * text (`The recipe my.yaml`). Throws `recipe-file` for what is no YAML, `bad-recipe`, `unknown-preset`.
 */
export function recipeFromText(text: string, where: string): Recipe {
  const settings = settingsIn(text, where);
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings))
    throw new StudioError(
      'recipe-file',
      `${where} holds no settings. A recipe has lines such as "iterations: 2".`,
    );
  return resolveRecipe(settings as RecipeOverrides);
}

function settingsIn(text: string, where: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    throw new StudioError('recipe-file', `${where} cannot be read: ${messageOf(error)}`, { cause: error });
  }
}

/** The whole recipe as YAML, ending in a new line. */
export function recipeText(recipe: Recipe): string {
  return stringify(recipe);
}

import { stringify } from 'yaml';
import { messageOf, studioError } from '../../../core/errors';
import { type Recipe, type RecipeOverrides, resolveRecipe } from '../../../core/recipe';
import { yamlIn } from './yaml-text';

/**
 * A recipe from YAML: all of its settings, or those that differ from the preset that it names. `file` is named in errors if the text is
 * that of a file. Throws `recipe-text` or `recipe-unreadable` if it is not YAML, `recipe-empty`, `bad-recipe`, `unknown-preset`.
 */
export function recipeFromText(text: string, file?: string): Recipe {
  const settings = settingsIn(text, file);
  if (settings === null || typeof settings !== 'object' || Array.isArray(settings))
    throw studioError('recipe-empty', {});
  return resolveRecipe(settings as RecipeOverrides);
}

function settingsIn(text: string, file?: string): unknown {
  try {
    return yamlIn(text);
  } catch (cause) {
    const reason = messageOf(cause);
    throw file === undefined
      ? studioError('recipe-text', { reason }, { cause })
      : studioError('recipe-unreadable', { file, reason }, { cause });
  }
}

/** The whole recipe as YAML, ending in a new line. */
export function recipeText(recipe: Recipe): string {
  return stringify(recipe);
}

import { z } from 'zod';
import { type RecipeDraft, recipeOriginSchema } from '../../../contract/recipe';
import { type PresetName, parseRecipe, type Recipe } from '../../../core/recipe';
import type { Project } from '../folder/project';

const key = 'recipe-draft';
const storedSchema = z.object({ origin: recipeOriginSchema, base: z.unknown(), settings: z.unknown() });

/** The preset that a new draft begins with, adapted to the project. */
export interface StartedFrom {
  readonly preset: PresetName;
  readonly recipe: Recipe;
}

/**
 * The draft that a project keeps, otherwise one from `fresh`. A draft of an older version whose base is no longer a valid recipe is
 * replaced by a new one.
 */
export function recipeDraft(project: Project, fresh: () => StartedFrom): RecipeDraft {
  const stored = storedSchema.safeParse(project.catalog.meta.get(key, z.unknown()));
  if (!stored.success) return freshDraft(fresh());
  try {
    const { origin, base, settings } = stored.data;
    const recipe = parseRecipe(base);
    return { origin, base: recipe, settings: filled(settings, recipe) };
  } catch {
    return freshDraft(fresh());
  }
}

/** Settings that an older version's draft does not have are taken from the base that it was started from. */
function filled(settings: unknown, base: unknown): unknown {
  const isGroup = (value: unknown): value is Record<string, unknown> =>
    value !== null && typeof value === 'object' && !Array.isArray(value);
  if (!isGroup(base) || !isGroup(settings)) return settings;
  const known = Object.entries(base).map(([key, value]) => [
    key,
    key in settings ? filled(settings[key], value) : value,
  ]);
  return { ...settings, ...Object.fromEntries(known) };
}

/** Throws `bad-recipe` if the base is not a recipe; the settings may be unfinished. */
export function keepRecipeDraft(
  project: Project,
  draft: { origin: RecipeDraft['origin']; base: unknown; settings: unknown },
): void {
  project.catalog.meta.set(key, { ...draft, base: parseRecipe(draft.base) });
}

function freshDraft({ preset: name, recipe: base }: StartedFrom): RecipeDraft {
  return { origin: { kind: 'preset', name }, base, settings: base };
}

import { z } from 'zod';
import { type RecipeDraft, recipeOriginSchema } from '../../contract/recipe';
import { type PresetName, parseRecipe, presets } from '../../core/recipe';
import type { Project } from './project';

const key = 'recipe-draft';
const storedSchema = z.object({ origin: recipeOriginSchema, base: z.unknown(), settings: z.unknown() });

/** The draft that a project keeps. One of an older version whose base is no longer a recipe gives way to a new one. */
export function recipeDraft(project: Project): RecipeDraft {
  const stored = storedSchema.safeParse(project.catalog.meta.get(key));
  if (!stored.success) return freshDraft(project);
  try {
    return { ...stored.data, base: parseRecipe(stored.data.base) };
  } catch {
    return freshDraft(project);
  }
}

/** Throws `bad-recipe` where the base is none; the settings may be unfinished. */
export function keepRecipeDraft(
  project: Project,
  draft: { origin: RecipeDraft['origin']; base: unknown; settings: unknown },
): void {
  project.catalog.meta.set(key, { ...draft, base: parseRecipe(draft.base) });
}

function freshDraft(project: Project): RecipeDraft {
  const name = fittingPreset(project);
  const base = presets[name];
  return { origin: { kind: 'preset', name }, base, settings: base };
}

const looked = 200;
/** From this side on, resizing to 28 pixels would throw away what the classes differ in. */
const photographSide = 96;

/** By the size of the first images: small pictures train on a processor, photographs want the workstation's preset. */
function fittingPreset({ catalog }: Project): PresetName {
  const ids = catalog.images.ids({ state: 'ok' }).slice(0, looked);
  const sides = catalog.images
    .byIds(ids)
    .map(({ width, height }) => Math.min(width ?? 0, height ?? 0))
    .sort((a, b) => a - b);
  const median = sides[sides.length >> 1] ?? 0;
  return median >= photographSide ? 'workstation' : 'quick-cpu';
}

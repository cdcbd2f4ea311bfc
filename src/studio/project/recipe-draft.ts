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
    const { origin, base, settings } = stored.data;
    const recipe = parseRecipe(base);
    return { origin, base: recipe, settings: filled(settings, recipe) };
  } catch {
    return freshDraft(project);
  }
}

/** Settings that the draft of an older version does not know are as in what it was started from. */
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

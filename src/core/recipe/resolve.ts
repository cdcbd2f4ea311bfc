import type { z } from 'zod';
import { StudioError } from '../errors';
import { closest } from '../suggest';
import { allowedValues, describeRecipe, fieldAt, formatValue, type Path, valueAt } from './describe';
import { followOptimizer } from './follow-optimizer';
import { isPresetName, type PresetName, presetNames, presets } from './presets';
import { type Recipe, recipeSchema } from './schema';

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** Settings that differ from a preset (`quick-cpu` unless named); lists replace the preset's list as a whole. */
export type RecipeOverrides = DeepPartial<Recipe> & { preset?: PresetName };

/**
 * A whole, valid recipe from a preset's name or from settings that differ from one; further settings are laid over in
 * turn. With another optimizer than the preset's, settings that depend on it and are not among these follow. Throws `unknown-preset` and `bad-recipe`, whose message names each setting, its value and what is allowed.
 */
export function resolveRecipe(base: string | RecipeOverrides, ...overrides: RecipeOverrides[]): Recipe {
  const first: RecipeOverrides = typeof base === 'string' ? { preset: base as PresetName } : base;
  const preset = presets[presetOf(first.preset ?? 'quick-cpu')];
  const layers = [first, ...overrides];
  const set = new Set(layers.flatMap(({ training }) => (isPlain(training) ? Object.keys(training) : [])));
  let merged: unknown = preset;
  for (const layer of layers) {
    const { preset: _, ...settings } = layer;
    merged = merge(merged, settings);
  }
  return parseRecipe(followOptimizer(preset, merged, set, preset));
}

/** What is wrong with one setting. */
export interface RecipeProblem {
  /** Names and positions joined by dots, `students.0.arch`. */
  readonly path: string;
  readonly sentence: string;
}

/** Checks a value of unknown origin (a file, the catalog, a message). Throws `bad-recipe`. */
export function parseRecipe(value: unknown): Recipe {
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const sentences = explainAll(parsed.error, value).map(({ sentence }) => sentence);
  throw new StudioError('bad-recipe', [...new Set(sentences)].join('\n'));
}

/** What `parseRecipe` would say about a value, setting by setting; empty for a valid recipe. */
export function recipeProblems(value: unknown): RecipeProblem[] {
  const parsed = recipeSchema.safeParse(value);
  return parsed.success ? [] : explainAll(parsed.error, value);
}

function explainAll(error: z.ZodError, value: unknown): RecipeProblem[] {
  return error.issues.flatMap((issue) =>
    explain(issue, value).map((sentence) => ({ path: issue.path.join('.'), sentence })),
  );
}

function presetOf(name: string): PresetName {
  if (isPresetName(name)) return name;
  const near = closest(name, presetNames);
  const hint = near ? ` Did you mean ${near}?` : '';
  throw new StudioError(
    'unknown-preset',
    `There is no preset "${name}"; there are ${presetNames.join(', ')}.${hint}`,
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** `over` laid over `under`: objects are merged, everything else is replaced, undefined is skipped. */
function merge(under: unknown, over: unknown): unknown {
  if (over === undefined) return under;
  if (!isPlain(under) || !isPlain(over)) return over;
  const merged: Record<string, unknown> = { ...under };
  // defineProperty semantics of a literal: a key "__proto__" from a file stays an unknown setting and is refused.
  for (const [key, value] of Object.entries(over)) {
    Object.defineProperty(merged, key, {
      value: merge(Object.hasOwn(under, key) ? under[key] : undefined, value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return merged;
}

function explain(issue: z.core.$ZodIssue, root: unknown): string[] {
  const path = issue.path as Path;
  if (issue.code === 'custom') return [`${path.join('.')}: ${issue.message}`];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting([...path, key]));
  const field = fieldAt(path);
  const seen = valueAt(root, path);
  const shown = seen === undefined ? 'missing' : JSON.stringify(seen);
  if (field) return [`${path.join('.')} is ${shown}; it must be ${allowedValues(field)}.`];
  if (path.length === 0) return [`A recipe is a group of settings, not ${formatValue(root)}.`];
  return [`${path.join('.')} is ${shown}; it must be a group of settings with ${settingsUnder(path)}.`];
}

function settingsUnder(path: Path): string {
  const prefix = `${path.map((part) => (typeof part === 'number' ? '*' : part)).join('.')}.`;
  const names = describeRecipe()
    .filter((field) => field.path.startsWith(prefix))
    .map((field) => field.path.slice(prefix.length));
  return names.join(', ');
}

/** The sentence for a setting that does not exist, with the nearest one that does. */
export function unknownSetting(path: Path): string {
  const name = path.join('.');
  const paths = describeRecipe().map((field) => field.path);
  const last = String(path[path.length - 1]);
  const near = closest(name, paths) ?? paths.find((known) => known === last || known.endsWith(`.${last}`));
  return `There is no setting ${name}.${near ? ` Did you mean ${near}?` : ''}`;
}

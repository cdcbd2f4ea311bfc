import type { z } from 'zod';
import { type Failure, failureOf, type StudioError, studioError } from '../../errors';
import { type ErrorCode, errorSentence } from '../../words/errors';
import type { Language } from '../../words/language';
import { closest } from '../../words/suggest';
import {
  allowedValues,
  describeRecipe,
  fieldAt,
  formatValue,
  type Path,
  valueAt,
} from '../description/describe';
import { isPresetName, type PresetName, presetNames, presets } from '../presets/presets';
import { type Recipe, recipeSchema } from '../schema/schema';
import { settingFrom } from '../setting/setting-text';
import { follow } from './follow';

type DeepPartial<T> = T extends readonly unknown[]
  ? T
  : T extends object
    ? { [K in keyof T]?: DeepPartial<T[K]> }
    : T;

/** Settings that differ from a preset (`quick-cpu` unless named); lists replace the preset's list as a whole. */
export type RecipeOverrides = DeepPartial<Recipe> & { preset?: PresetName };

/**
 * A whole, valid recipe from a preset's name or from settings that differ from one; further settings are laid over in turn. A setting may
 * be given as a person would type it (`yes`, `none`). Settings that are not given, but whose defaults depend on given ones, follow them
 * (`follow`). Throws `unknown-preset`, `unknown-preset-near` and `bad-recipe`, whose message names each setting, its value and what is
 * allowed.
 */
export function resolveRecipe(base: string | RecipeOverrides, ...overrides: RecipeOverrides[]): Recipe {
  const first: RecipeOverrides = typeof base === 'string' ? { preset: base as PresetName } : base;
  const preset = presets[presetOf(first.preset ?? 'quick-cpu')];
  const layers = [first, ...overrides];
  const set = new Set(layers.flatMap((layer) => pathsIn(layer)));
  let merged: unknown = preset;
  for (const layer of layers) {
    const { preset: _, ...settings } = layer;
    merged = merge(merged, asTyped(settings, []));
  }
  return parseRecipe(follow(preset, merged, set, preset));
}

/** What is wrong with one setting. */
export interface RecipeProblem extends Failure {
  /** Names and positions joined by dots, `students.0.arch`. */
  readonly path: string;
}

/** Checks a value of unknown origin (a file, the catalog, a message). Throws `bad-recipe`. */
export function parseRecipe(value: unknown): Recipe {
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return parsed.data;
  const explained = explainAll(parsed.error, value);
  throw studioError('bad-recipe', {
    problems: { en: linesOf(explained, 'en'), ko: linesOf(explained, 'ko') },
  });
}

/** What `parseRecipe` would say about a value, setting by setting; empty for a valid recipe. */
export function recipeProblems(value: unknown): RecipeProblem[] {
  const parsed = recipeSchema.safeParse(value);
  if (parsed.success) return [];
  return explainAll(parsed.error, value).map(({ path, error }) => ({ path, ...failureOf(error) }));
}

interface Explained {
  readonly path: string;
  readonly error: StudioError;
}

function explainAll(error: z.ZodError, value: unknown): Explained[] {
  return error.issues.flatMap((issue) =>
    explain(issue, value).map((each) => ({ path: issue.path.join('.'), error: each })),
  );
}

/** One sentence per line, each only once, preceded by the setting that it is about if it does not name it. */
function linesOf(explained: readonly Explained[], language: Language): string {
  const lines = explained.map(({ path, error: { code, values } }) => {
    const sentence = errorSentence(code as ErrorCode, values, 'cli', language);
    return path === '' || 'path' in values ? sentence : `${path}: ${sentence}`;
  });
  return [...new Set(lines)].join('\n');
}

function presetOf(given: unknown): PresetName {
  const name = typeof given === 'string' ? given : shownValue(given);
  if (isPresetName(name)) return name;
  const near = closest(name, presetNames);
  const known = presetNames.join(', ');
  throw near
    ? studioError('unknown-preset-near', { name, presets: known, near })
    : studioError('unknown-preset', { name, presets: known });
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** The content of a file with each setting converted to its type. */
function asTyped(value: unknown, path: Path): unknown {
  const field = fieldAt(path);
  if (field) return settingFrom(field, value);
  if (Array.isArray(value)) return value.map((entry, at) => asTyped(entry, [...path, at]));
  if (!isPlain(value)) return value;
  // Built from entries, so that a key "__proto__" stays a key.
  return Object.fromEntries(
    Object.entries(value).map(([key, below]) => [key, asTyped(below, [...path, key])]),
  );
}

/** The paths of all settings below a value; for a list, the path of the list itself. */
function pathsIn(value: unknown, at: readonly string[] = []): string[] {
  if (value === undefined) return [];
  if (!isPlain(value)) return [at.join('.')];
  return Object.entries(value).flatMap(([key, below]) => pathsIn(below, [...at, key]));
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

function explain(issue: z.core.$ZodIssue, root: unknown): StudioError[] {
  const path = issue.path as Path;
  if (issue.code === 'custom') return [issue.params?.error as StudioError];
  if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownSetting([...path, key]));
  const field = fieldAt(path);
  const seen = valueAt(root, path);
  const [name, value] = [path.join('.'), shownValue(seen)];
  if (field) {
    const allowed = { en: allowedValues(field, 'en'), ko: allowedValues(field, 'ko') };
    return seen === undefined
      ? [studioError('setting-missing', { path: name, allowed })]
      : [studioError('setting-value', { path: name, value, allowed })];
  }
  if (path.length === 0) return [studioError('recipe-shape', { value: formatValue(root) })];
  const settings = settingsUnder(path);
  if (seen === undefined) return [studioError('settings-missing', { path: name, settings })];
  // Each entry of a list is such a group.
  if (settings.startsWith('*.'))
    return [studioError('setting-list', { path: name, value, settings: settings.replaceAll('*.', '') })];
  return [studioError('setting-group', { path: name, value, settings })];
}

/** A value as it would be written in a file; JSON has neither infinities nor NaN. */
const shownValue = (value: unknown): string =>
  typeof value === 'number' ? String(value) : (JSON.stringify(value, finite) ?? String(value));

const finite = (_: string, value: unknown) =>
  typeof value === 'number' && !Number.isFinite(value) ? String(value) : value;

function settingsUnder(path: Path): string {
  const prefix = `${path.map((part) => (typeof part === 'number' ? '*' : part)).join('.')}.`;
  const names = describeRecipe()
    .filter((field) => field.path.startsWith(prefix))
    .map((field) => field.path.slice(prefix.length));
  return names.join(', ');
}

/** The error of a setting that does not exist, with the nearest one that does. */
export function unknownSetting(path: Path): StudioError {
  const name = path.join('.');
  const paths = describeRecipe().map((field) => field.path);
  const last = String(path[path.length - 1]);
  const near = closest(name, paths) ?? paths.find((known) => known === last || known.endsWith(`.${last}`));
  return near
    ? studioError('unknown-setting-near', { path: name, near })
    : studioError('unknown-setting', { path: name });
}

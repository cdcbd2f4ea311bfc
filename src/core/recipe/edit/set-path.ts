import { z } from 'zod';
import { type StudioError, studioError } from '../../errors';
import { fieldAt, type Path, pathOf } from '../description/describe';
import { type Recipe, recipeShape } from '../schema/schema';
import { fieldRegistry, withoutOlder } from '../setting/fields';
import { settingFrom } from '../setting/setting-text';
import { follow } from './follow';
import { parseRecipe, unknownSetting } from './resolve';

/**
 * The recipe with one setting changed, for `--set path=value`. Text is read as the setting's type (`none` for null, lists comma separated).
 * `*` stands for every entry (`students.*.arch`); a step that would have to be `*` may be left out and means every entry:
 * `noise.randAugment.magnitude` sets teacher and student. `students.1` after `students.0` adds an entry like the last. Throws
 * `unknown-setting`, `unknown-setting-near`, `unknown-entry` and `bad-recipe`.
 */
export function setByPath(recipe: Recipe, path: string, value: unknown): Recipe {
  return applySettings(recipe, [[path, value]]);
}

/**
 * Several changes at once, checked together at the end, so that their order does not matter. Settings that are not among them, but whose
 * defaults depend on them, follow (`follow`).
 */
export function applySettings(recipe: Recipe, settings: Iterable<readonly [string, unknown]>): Recipe {
  // Not structuredClone: it would keep groups shared that a recipe in code shares (one noise for teacher and student).
  const changed = JSON.parse(JSON.stringify(recipe)) as Recipe;
  const set = new Set<string>();
  for (const [path, value] of settings) {
    const places = placesOf(recipeShape, changed, path.split('.'), []);
    if (!places?.length) throw noPlace(path);
    for (const place of places) {
      assign(changed, place, read(place, value));
      set.add(place.join('.'));
    }
  }
  return parseRecipe(follow(recipe, changed, set, recipe));
}

function noPlace(path: string): StudioError {
  const parts = pathOf(path);
  const field = fieldAt(parts);
  return field && !field.list ? studioError('unknown-entry', { path }) : unknownSetting(parts);
}

/** The concrete paths that a path stands for; undefined if there are none. */
function placesOf(given: unknown, value: unknown, parts: string[], at: Path): Path[] | undefined {
  const schema = withoutOlder(given);
  if (fieldRegistry.has(schema as z.ZodType)) return parts.length === 0 ? [at] : undefined;
  if (schema instanceof z.ZodArray) return placesInList(schema.element, value as unknown[], parts, at);
  if (!(schema instanceof z.ZodObject) || parts.length === 0) return undefined;
  const entries = Object.entries(schema.shape as Record<string, unknown>);
  const [part, ...rest] = parts;
  const child = entries.find(([key]) => key === part);
  const below = (key: string, childSchema: unknown, remaining: string[]) =>
    placesOf(childSchema, (value as Record<string, unknown>)[key], remaining, [...at, key]);
  if (child) return below(child[0], child[1], rest);
  const remaining = part === '*' ? rest : parts;
  return all(entries.map(([key, childSchema]) => below(key, childSchema, remaining)));
}

function placesInList(element: unknown, list: unknown[], parts: string[], at: Path): Path[] | undefined {
  const [part, ...rest] = parts;
  if (part !== undefined && /^\d+$/.test(part)) {
    const index = Number(part);
    if (index > list.length) return undefined;
    if (index === list.length) list.push(structuredClone(list[index - 1]));
    return placesOf(element, list[index], rest, [...at, index]);
  }
  const remaining = part === '*' ? rest : parts;
  return all(list.map((entry, index) => placesOf(element, entry, remaining, [...at, index])));
}

/** "Every entry" holds only if every entry has such a setting. */
function all(places: (Path[] | undefined)[]): Path[] | undefined {
  return places.every((place) => place !== undefined) ? (places as Path[][]).flat() : undefined;
}

function assign(root: object, path: Path, value: unknown): void {
  let at = root as Record<string | number, unknown>;
  for (const part of path.slice(0, -1)) at = at[part] as Record<string | number, unknown>;
  at[path[path.length - 1]] = value;
}

function read(place: Path, value: unknown): unknown {
  const field = fieldAt(place);
  return field ? settingFrom(field, value) : value;
}

import type { Recipe } from '../schema/schema';
import { fieldAt } from './describe';

export interface RecipeDifference {
  readonly path: string;
  /** The two values; undefined where one recipe has no such entry (a further student). */
  readonly a: unknown;
  readonly b: unknown;
}

/** The settings in which two recipes differ, in the order of the schema; empty for equal ones. */
export function diffRecipes(a: Recipe, b: Recipe): RecipeDifference[] {
  return differences(a, b, []);
}

function differences(a: unknown, b: unknown, path: (string | number)[]): RecipeDifference[] {
  if (fieldAt(path) || !isGroup(a) || !isGroup(b))
    return JSON.stringify(a) === JSON.stringify(b) ? [] : [{ path: path.join('.'), a, b }];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  const isList = Array.isArray(a);
  return [...keys].flatMap((key) => differences(a[key], b[key], [...path, isList ? Number(key) : key]));
}

function isGroup(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object';
}

import type { z } from 'zod';
import { studioError } from '../core/errors';

/** Text for a JSON column; null stays null. */
export function toText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/**
 * The value of a JSON column, checked by its schema. Throws `catalog-content` for what no version of before wrote: the catalog is
 * damaged, or a newer program wrote it.
 */
export function fromText<T>(text: string, schema: z.ZodType<T>): T;
export function fromText<T>(text: string | null, schema: z.ZodType<T>): T | null;
export function fromText<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  const parsed = schema.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const [{ path, message }] = parsed.error.issues;
  throw unfit(path.length > 0 ? `${path.join('.')}: ${message}` : message);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unfit(error instanceof Error ? error.message : String(error));
  }
}

const unfit = (reason: string) => studioError('catalog-content', { reason });

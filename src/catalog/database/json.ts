import type { z } from 'zod';
import { studioError } from '../../core/errors';
import type { InEach } from '../../core/words/language';
import { shapeReason } from '../../core/words/shape-reason';

/** Text for a JSON column; null stays null. */
export function toText(value: unknown): string | null {
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/**
 * The value of a JSON column, checked by its schema. Throws `catalog-content` for a value that no earlier
 * version wrote: the catalog is damaged, or a newer program wrote it.
 */
export function fromText<T>(text: string, schema: z.ZodType<T>): T;
export function fromText<T>(text: string | null, schema: z.ZodType<T>): T | null;
export function fromText<T>(text: string | null, schema: z.ZodType<T>): T | null {
  if (text === null) return null;
  const parsed = schema.safeParse(jsonOf(text), { reportInput: true });
  if (parsed.success) return parsed.data;
  const [wrong] = parsed.error.issues;
  const place = wrong.path.length > 0 ? `${wrong.path.join('.')}: ` : '';
  const { en, ko } = shapeReason(wrong);
  throw unfit({ en: place + en, ko: place + ko });
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw unfit(error instanceof Error ? error.message : String(error));
  }
}

const unfit = (reason: string | InEach<string>) => studioError('catalog-content', { reason });

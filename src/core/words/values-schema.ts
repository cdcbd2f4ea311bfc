import { z } from 'zod';
import type { Values } from './template';

const inEach = z.object({ en: z.string(), ko: z.string() });

/**
 * Values from the catalog. The schema is in a file of its own, because threads that do not read the catalog
 * load the sentences.
 */
export const valuesSchema: z.ZodType<Values> = z.record(
  z.string(),
  z.union([z.string(), z.number(), inEach]),
);

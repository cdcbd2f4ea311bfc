import { z } from 'zod';
import type { Values } from './template';

const inEach = z.object({ en: z.string(), ko: z.string() });

/** Values as they come from the catalog. They stand apart from the sentences, which threads load that read no catalog. */
export const valuesSchema: z.ZodType<Values> = z.record(
  z.string(),
  z.union([z.string(), z.number(), inEach]),
);

import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { modelFormatNames } from '../core/export/formats';
import type { LabelSourceCounts } from '../core/vocabulary/labels';
import type { JobView } from './jobs';

export type { LabelSourceCounts };

const id = z.int().positive();
const target = z.string().min(1).max(4096);

export const exportContract = {
  /** Usable images by where their label comes from: a choice of these is exported. */
  preview: oc.output(type<LabelSourceCounts>()),
  /** Throws `export-target-exists`, as the others do: nothing is overwritten. */
  labels: oc
    .input(
      z.object({
        target,
        format: z.enum(['csv', 'jsonl', 'folders']),
        pseudoLabels: z.boolean(),
        unlabelled: z.boolean(),
        absolute: z.boolean(),
      }),
    )
    .output(type<JobView>()),
  /** A trained model with its preprocessing, in a format of another program; a file gets its format's ending where it has none. */
  model: oc
    .input(z.object({ target, runId: id, format: z.enum(modelFormatNames).default('savedmodel') }))
    .output(type<JobView>()),
  /** One self-contained HTML file. */
  report: oc.input(z.object({ target, experimentId: id })).output(type<JobView>()),
};

import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { JobView } from './jobs';

const id = z.int().positive();
const target = z.string().min(1).max(4096);

export const exportContract = {
  /** How many labels an export would hold, by where they come from. */
  preview: oc
    .input(z.object({ pseudoLabels: z.boolean(), unlabelled: z.boolean() }))
    .output(type<Readonly<Record<'import' | 'person' | 'review' | 'pseudo-label' | 'none', number>>>()),
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
  /** A TensorFlow SavedModel with its preprocessing. */
  model: oc.input(z.object({ target, runId: id })).output(type<JobView>()),
  /** One self-contained HTML file. */
  report: oc.input(z.object({ target, experimentId: id })).output(type<JobView>()),
};

import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { modelFormatNames } from '../core/export/formats';
import type { LabelSourceCounts } from '../core/vocabulary/labels';
import type { InEach } from '../core/words/language';
import type { JobView } from './jobs';

export type { LabelSourceCounts };

const id = z.int().positive();
const target = z.string().min(1).max(4096);

/** A format that labels are written in. */
export interface LabelFormatView {
  readonly name: string;
  readonly words: InEach<{ readonly title: string; readonly help: string }>;
  /** The ending of its one file; null where it is a folder. */
  readonly ending: string | null;
  /** Whether images are copied, and so need no path. */
  readonly copies: boolean;
  /** Whether it can hold images without a label. */
  readonly unlabelled: boolean;
}

export const exportContract = {
  formats: oc.output(type<LabelFormatView[]>()),
  /** Usable images by where their label comes from: a choice of these is exported. */
  preview: oc.output(type<LabelSourceCounts>()),
  /** Throws `export-target-exists`, as the others do: only a file is replaced that `chooseTarget` gave just before. */
  labels: oc
    .input(
      z.object({
        target,
        /** A name of `formats`. */
        format: z.string().min(1).max(60),
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

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
  /** The extension of its file; null for a folder. */
  readonly ending: string | null;
  /** Whether images are copied, so that no path is needed. */
  readonly copies: boolean;
  /** Whether it can hold images without a label. */
  readonly unlabelled: boolean;
  /** Whether it can hold tags, stars and notes. */
  readonly marks: boolean;
}

export const exportContract = {
  formats: oc.output(type<LabelFormatView[]>()),
  /** Usable images by the origin of their label, from which the export selects. */
  preview: oc.output(type<LabelSourceCounts>()),
  /**
   * Throws `export-target-exists`, as the other exports do: only a file that `chooseTarget` returned just
   * before is replaced.
   */
  labels: oc
    .input(
      z.object({
        target,
        /** A name of `formats`. */
        format: z.string().min(1).max(60),
        pseudoLabels: z.boolean(),
        unlabelled: z.boolean(),
        absolute: z.boolean(),
        /** Whether to export tags, stars and notes as well, if the format can hold them. */
        marks: z.boolean().default(false),
      }),
    )
    .output(type<JobView>()),
  /**
   * Exports a trained model with its preprocessing in another program's format; a file without an extension
   * gets the format's.
   */
  model: oc
    .input(z.object({ target, runId: id, format: z.enum(modelFormatNames).default('savedmodel') }))
    .output(type<JobView>()),
  /** Writes the report of an experiment as one self-contained HTML file. */
  report: oc.input(z.object({ target, experimentId: id })).output(type<JobView>()),
};

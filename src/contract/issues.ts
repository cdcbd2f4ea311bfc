import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { type ImageIssue, imageIssues } from '../core/vocabulary/image-issues';
import { labelViews } from '../core/vocabulary/labels';
import { likenessBases } from '../core/vocabulary/likeness';
import type { JobView } from './jobs';
import { pictureFilterSchema } from './marks';

export type { ImageIssue };

/** Problems that images may have, whatever their labels are. */

/** Images of a view in the order of an issue. */
export interface ImagesByIssue {
  /** The worst first; images that could not be read come last. */
  readonly ids: Int32Array;
  /** How many of the first images are beyond the usual limit; null for outliers, which have no limit. */
  readonly found: number | null;
}

const issue = z.enum(imageIssues);
/** The basis on which outliers differ from other images. */
const basis = z.enum(likenessBases);

export const issuesContract = {
  /**
   * Starts a job that looks at images which were not looked at yet. Returns null if there is nothing to do, and the existing job if one
   * already does this. Throws `opened-read-only`.
   */
  prepare: oc.input(z.object({ issue, basis })).output(type<JobView | null>()),
  /** Throws `no-clusters` for outliers that were not prepared. */
  ranked: oc
    .input(
      z.object({
        ...{ issue, basis },
        view: z.enum(labelViews),
        classId: z.int().positive().optional(),
        search: z.string().max(200).optional(),
        /** A filter by marks and columns of the images. */
        pictures: pictureFilterSchema.optional(),
      }),
    )
    .output(type<ImagesByIssue>()),
};

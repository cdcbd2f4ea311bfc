import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { labelViews } from '../core/vocabulary/labels';
import { type LikenessBasis, likenessBases } from '../core/vocabulary/likeness';
import type { JobView } from './jobs';
import { pictureFilterSchema } from './marks';

export type { LikenessBasis };

/** Images that look alike: ordered by likeness to some of them, and put into clusters. Needs no model and no label. */

/** What images can be compared by. */
export interface LikenessChoice {
  /** What is used where nobody chose: the network where its weights are on this machine. */
  readonly usual: LikenessBasis;
  /** The weights of the network. */
  readonly network: { readonly name: string; readonly isHere: boolean };
}

/** Images that look alike. */
export interface ClusterView {
  readonly number: number;
  readonly images: number;
  readonly labelled: number;
  /** Ids of the most typical images, the most typical first. */
  readonly typical: readonly number[];
  /**
   * The class that its images probably have: that of most of its labels, `from` so many; before it has any, what the newest model takes
   * most of its typical images for. Null where neither says anything.
   */
  readonly proposal: {
    readonly classId: number;
    readonly by: 'labels' | 'model';
    readonly from: number;
  } | null;
}

const basis = z.enum(likenessBases);
const id = z.int().positive();
const ids = z.instanceof(Int32Array);

export const likenessContract = {
  choice: oc.output(type<LikenessChoice>()),
  /**
   * Looks at images that were not looked at yet, and with `clusters` puts all images into clusters where they changed since. Null where
   * there is nothing to do. A job of the same kind that is under way is given again.
   */
  prepare: oc.input(z.object({ basis, clusters: z.boolean() })).output(type<JobView | null>()),
  /**
   * Ids of a view's images, those most like the given ones first; images that were not looked at come last. Throws `not-looked-at` where
   * that is so of all the given ones.
   */
  similar: oc
    .input(
      z.object({
        basis,
        to: ids,
        view: z.enum(labelViews),
        classId: id.optional(),
        search: z.string().max(200).optional(),
        /** By marks and columns of the images. */
        pictures: pictureFilterSchema.optional(),
      }),
    )
    .output(type<Int32Array>()),
  /** The clusters of all images that can have a label, the largest first. Throws `no-clusters` before they were made. */
  clusters: oc.input(z.object({ basis })).output(type<ClusterView[]>()),
  /**
   * Ids of a view's images, typical ones of each cluster first, of clusters with fewest labels before those of others: few labels go
   * far. Throws `no-clusters`.
   */
  typical: oc
    .input(
      z.object({
        basis,
        view: z.enum(labelViews),
        search: z.string().max(200).optional(),
        pictures: pictureFilterSchema.optional(),
      }),
    )
    .output(type<Int32Array>()),
  /** Ids of a cluster's images, the most typical first. Throws `no-clusters`. */
  members: oc
    .input(
      z.object({
        basis,
        cluster: z.int().min(0),
        search: z.string().max(200).optional(),
        pictures: pictureFilterSchema.optional(),
      }),
    )
    .output(type<Int32Array>()),
};

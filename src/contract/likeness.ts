import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import { labelViews } from '../core/vocabulary/labels';
import { type LikenessBasis, likenessBases } from '../core/vocabulary/likeness';
import type { JobView } from './jobs';
import { pictureFilterSchema } from './marks';

export type { LikenessBasis };

/** Orders images by likeness to some of them, and puts images that look alike into clusters. Needs no model and no label. */

/** The bases on which images can be compared. */
export interface LikenessChoice {
  /** The basis that is used if nobody chose one: the network if its weights are on this machine. */
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
   * The class that its images probably have: the most frequent of its labels, of which it has `from`; before it has any, the class that the
   * newest model predicts for most of its typical images. Null if neither is known.
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
   * Starts a job that looks at images which were not looked at yet and, with `clusters`, puts all images into clusters again if they have
   * changed. Returns null if there is nothing to do, and the existing job if one of the same kind is under way.
   */
  prepare: oc.input(z.object({ basis, clusters: z.boolean() })).output(type<JobView | null>()),
  /**
   * Ids of a view's images, those most like the given ones first; images that were not looked at come last. Throws `not-looked-at` if none
   * of the given images was looked at.
   */
  similar: oc
    .input(
      z.object({
        basis,
        to: ids,
        view: z.enum(labelViews),
        classId: id.optional(),
        search: z.string().max(200).optional(),
        /** A filter by marks and columns of the images. */
        pictures: pictureFilterSchema.optional(),
      }),
    )
    .output(type<Int32Array>()),
  /** The clusters of all images that can have a label, the largest first. Throws `no-clusters` before they were made. */
  clusters: oc.input(z.object({ basis })).output(type<ClusterView[]>()),
  /**
   * Ids of a view's images, typical ones of each cluster first, and among these the clusters with the fewest labels first, so that few
   * labels go far. Throws `no-clusters`.
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

import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { MoreLabels } from '../core/probe/more-labels';
import {
  type ImageClass,
  type LabelOrder,
  type LabelStep,
  type LabelView,
  labelOrders,
  labelViews,
} from '../core/vocabulary/labels';
import type { ModelName } from '../core/vocabulary/models';
import { pictureFilterSchema } from './marks';

export type { LabelOrder, LabelStep, LabelView };

/** Labelling by hand, for those who start with few labels or none. */

/**
 * Counts of near duplicates: groups, images in them, and how many of those are left out because a member of
 * their group is held out.
 */
export interface NearCounts {
  readonly groups: number;
  readonly images: number;
  readonly leaks: number;
}

export interface LabelOverview {
  readonly unlabelled: number;
  /** Copies of one picture under different labels. */
  readonly conflicts: number;
  /** Images that a person excluded from everything. */
  readonly excluded: number;
  /** Classes with the number of images labelled with them, in any split. */
  readonly classes: readonly (ImageClass & { readonly images: number })[];
  /** Labelled images that models learn from, including those for validation but not those held out for tests. */
  readonly learnt: number;
  /** The model whose predictions can be used, if there is one, and the name of its experiment. */
  readonly model: {
    readonly name: ModelName;
    readonly experiment: string | null;
    readonly labelledAt: number;
  } | null;
  /** The accuracy that the newest linear probe reached with few labels, and its estimate for more labels; null before there is a probe. */
  readonly outlook: { readonly labels: number; readonly accuracy: number; readonly more: MoreLabels } | null;
  readonly undo: LabelStep | null;
  readonly redo: LabelStep | null;
}

/** The data of the tiles of some images, as columns of equal length in the order of the request. */
export interface LabelTiles {
  /** 0 without a label, -1 for an unknown image. */
  readonly classIds: Int32Array;
  /** 1 for a held-out image. */
  readonly heldOut: Uint8Array;
  /** 1 for an image that a person excluded. */
  readonly excluded: Uint8Array;
  /** The newest model's prediction; 0 for an image that it has not seen. */
  readonly guesses: Int32Array;
  readonly confidence: Float32Array;
  /** Star, note and number of tags (`packMarks` of core). */
  readonly marks: Uint8Array;
}

/** How labels of other classes are treated: `ask` changes nothing if there are any, and reports them. */
export type OtherLabels = 'ask' | 'keep' | 'change';

export interface LabelsGiven {
  readonly changed: number;
  /** The labelling step; null if nothing changed. */
  readonly stepId: number | null;
  /**
   * Only with `ask`: the labels that would change, the largest number first. If there are any, nothing was
   * changed.
   */
  readonly others: readonly { readonly classId: number; readonly images: number }[];
}

/** Steps of people, newest first. */
export interface LabelHistory {
  readonly steps: readonly (LabelStep & { readonly undone: boolean })[];
  /** Whether there are older steps. */
  readonly more: boolean;
}

/** The result of an undo or redo. */
export interface SteppedLabels {
  readonly step: LabelStep;
  /** The images that the step changed. */
  readonly ids: Int32Array;
  /** Their present labels; 0 means none. */
  readonly classIds: Int32Array;
}

const id = z.int().positive();
const ids = z.instanceof(Int32Array);

const query = z.object({
  view: z.enum(labelViews),
  order: z.enum(labelOrders),
  seed: z.int().min(0).max(0x7fffffff).default(0),
  classId: id.optional(),
  search: z.string().max(200).optional(),
  /** A filter by marks and columns of the images. */
  pictures: pictureFilterSchema.optional(),
});

export const labelContract = {
  overview: oc.output(type<LabelOverview>()),
  /** Counts near duplicates. It reads every image in a group, so it is not called after every label. */
  alike: oc.output(type<NearCounts>()),
  /** Ids of all images of a view in order: the rows of a grid of a million images. */
  query: oc.input(query).output(type<Int32Array>()),
  /** The number of each image's group of near duplicates; 0 means none. */
  groups: oc.input(z.object({ ids })).output(type<Int32Array>()),
  tiles: oc.input(z.object({ ids })).output(type<LabelTiles>()),
  /** Labels any number of images in one step that can be undone; a null class removes their labels. */
  set: oc
    .input(
      z.object({ ids, classId: id.nullable(), others: z.enum(['ask', 'keep', 'change']).default('ask') }),
    )
    .output(type<LabelsGiven>()),
  /**
   * Excludes images and their copies from everything, or brings them back (`excluded: false`), in one step that can be undone; `stepId` is
   * null if nothing changed.
   */
  exclude: oc
    .input(z.object({ ids, excluded: z.boolean() }))
    .output(type<{ changed: number; stepId: number | null }>()),
  /** The newest labelling steps, newest first. Undone steps come before the others. For a list of what Ctrl+Z would do. */
  history: oc.output(type<LabelHistory>()),
  /** Throws `no-label-to-undo`. */
  undo: oc.output(type<SteppedLabels>()),
  /** Throws `no-label-to-redo`. */
  redo: oc.output(type<SteppedLabels>()),
};

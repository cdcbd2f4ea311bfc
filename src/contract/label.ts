import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import {
  type ImageClass,
  type LabelOrder,
  type LabelStep,
  type LabelView,
  labelOrders,
  labelViews,
} from '../core/vocabulary/labels';
import type { ModelName } from '../core/words/models';

export type { LabelOrder, LabelStep, LabelView };

/** Labelling by hand, for those who start with few labels or none. */

/** Near duplicates: how many groups, images in them, and of those how many are left out because one is held out. */
export interface NearCounts {
  readonly groups: number;
  readonly images: number;
  readonly leaks: number;
}

export interface LabelOverview {
  readonly unlabelled: number;
  /** Copies of one picture under different labels. */
  readonly conflicts: number;
  /** With the images that have it as their label, whatever split. */
  readonly classes: readonly (ImageClass & { readonly images: number })[];
  /** The model whose opinions can be used, if there is one, and the name of its experiment. */
  readonly model: {
    readonly name: ModelName;
    readonly experiment: string | null;
    readonly labelledAt: number;
  } | null;
  readonly undo: LabelStep | null;
  readonly redo: LabelStep | null;
}

/** What the tiles of some images show, columns of equal length in the order asked for. */
export interface LabelTiles {
  /** 0: no label. -1: no such image. */
  readonly classIds: Int32Array;
  /** 1 where an image is held out for measuring. */
  readonly heldOut: Uint8Array;
  /** What the newest model takes the image for; 0 where it has not seen it. */
  readonly guesses: Int32Array;
  readonly confidence: Float32Array;
}

/** What becomes of labels of other classes: `ask` changes nothing at all where there are any, and says so. */
export type OtherLabels = 'ask' | 'keep' | 'change';

export interface LabelsGiven {
  readonly changed: number;
  /** The step that it became; null where nothing changed. */
  readonly stepId: number | null;
  /** With `ask`: labels that would be changed, the most images first. Then nothing was. */
  readonly others: readonly { readonly classId: number; readonly images: number }[];
}

/** After a step was undone or brought back. */
export interface SteppedLabels {
  readonly step: LabelStep;
  /** The images that it changed. */
  readonly ids: Int32Array;
  /** Their labels now; 0: none. */
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
});

export const labelContract = {
  overview: oc.output(type<LabelOverview>()),
  /** Looks at every image that is in a group: not with every label. */
  alike: oc.output(type<NearCounts>()),
  /** Ids of all images of a view in order: what a grid of a million scrolls over. */
  query: oc.input(query).output(type<Int32Array>()),
  /** The group of near duplicates of each image, a number; 0: none. */
  groups: oc.input(z.object({ ids })).output(type<Int32Array>()),
  tiles: oc.input(z.object({ ids })).output(type<LabelTiles>()),
  /** One undoable step over any number of images; null takes labels away. */
  set: oc
    .input(
      z.object({ ids, classId: id.nullable(), others: z.enum(['ask', 'keep', 'change']).default('ask') }),
    )
    .output(type<LabelsGiven>()),
  /** Throws `no-label-to-undo`. */
  undo: oc.output(type<SteppedLabels>()),
  /** Throws `no-label-to-redo`. */
  redo: oc.output(type<SteppedLabels>()),
};

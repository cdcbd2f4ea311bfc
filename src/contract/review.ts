import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { TrustSummary } from '../core/calibration/summary';
import type { Failure } from '../core/errors';
import type { OodScoreName } from '../core/ood';
import { type ReviewFlag, type ReviewOrder, reviewFlags, reviewOrders } from '../core/review/words';
import { type SelectionChoice, type SelectionState, selectionStates } from '../core/selection';
import type { TaughtFlag } from '../core/stored/columns';
import { type Decision, decisions, type ReviewAction } from '../core/vocabulary/decisions';
import type { Marked } from '../core/vocabulary/labels';
import type { ModelName } from '../core/vocabulary/models';
import type { Note } from '../core/words/notes';
import type { ImageFacts } from './data';
import type { JobView } from './jobs';
import { pictureFilterSchema } from './marks';

export type {
  Decision,
  ReviewAction,
  ReviewFlag,
  ReviewOrder,
  SelectionChoice,
  SelectionState,
  TrustSummary,
};

/**
 * The review of one labelling: a teacher's predictions for the pool, image by image. A *row* is an image's position in the labelling, 0 to
 * images - 1; it never changes. Data that are requested for a million rows are sent as typed arrays.
 */

/** A labelling that can be reviewed. */
export interface LabellingView {
  readonly id: number;
  readonly runId: number;
  readonly experimentId: number | null;
  readonly experiment: string | null;
  /** 1 for the labelling of the first teacher. */
  readonly iteration: number | null;
  /** "Teacher", "Student 1". */
  readonly teacher: ModelName;
  readonly images: number;
  readonly createdAt: number;
  /** Whether its experiment waits until a person has reviewed it. */
  readonly waits: boolean;
}

/** Counts in equal-width bins from `min` to `max`; values outside are in the first or last bin. */
export interface Histogram {
  readonly min: number;
  readonly max: number;
  /** The number of images in each bin, `[bins]`. */
  readonly counts: Uint32Array;
  /** The number of images below `min`, and of those above `max`. */
  readonly below: number;
  readonly above: number;
}

export interface ReviewOverview {
  readonly labelling: LabellingView;
  /** The present choice: the recipe's, or one that a person has set since then. */
  readonly choice: SelectionChoice;
  /** The recipe's choice. */
  readonly recipeChoice: SelectionChoice;
  /** The number of classes of the model. */
  readonly classes: number;
  /** The share of right labels that the recipe asks for in each class; null if it asks for none. */
  readonly classPrecision: number | null;
  /** The score to which `oodLimit` applies; higher is more in-domain. Null if none was computed. */
  readonly score: OodScoreName | null;
  /** What a person's decisions taught the flag of that score; null if no teaching concerned these images. */
  readonly taught: TaughtFlag | null;
  readonly histograms: { readonly confidence: Histogram; readonly ood: Histogram | null };
  /** Whether there is an earlier labelling of the same experiment to compare with. */
  readonly hasEarlier: boolean;
  readonly undo: UndoState;
}

/** The steps that Ctrl+Z and Ctrl+Shift+Z would act on. */
export interface UndoState {
  readonly undo: ReviewStep | null;
  readonly redo: ReviewStep | null;
}

export interface ReviewStep {
  /**
   * `choose`: filter and balance of a labelling were set; `teach`: decisions taught its flag; `mark`: tags, stars or notes were changed on
   * any screen.
   */
  readonly decision: ReviewAction | 'choose' | 'teach' | 'mark';
  /** The number of images; 0 for `choose` and `teach`. */
  readonly images: number;
  readonly classId: number | null;
  /** Only for `choose` and `teach`. */
  readonly labellingRunId: number | null;
  /** Only for `mark`. */
  readonly marked: Marked | null;
  readonly at: number;
}

/** Steps of people, newest first. */
export interface ReviewHistory {
  readonly steps: readonly (ReviewStep & { readonly id: number; readonly undone: boolean })[];
  /** Whether there are older steps. */
  readonly more: boolean;
}

/** The result of an undo or redo. */
export interface SteppedView extends UndoState {
  readonly step: ReviewStep;
  /** Rows of the requested labelling whose decision changed; empty for `choose`. */
  readonly rows: Int32Array;
  /** The present choice of the requested labelling. */
  readonly choice: SelectionChoice;
}

export interface ReviewFacets {
  /** The number of images by the class that they are used for. Each facet counts the images that pass the other facets of the filter. */
  readonly classes: readonly { readonly classId: number; readonly images: number }[];
  readonly states: Readonly<Record<SelectionState, number>>;
  readonly flags: Readonly<Record<ReviewFlag, number>>;
  readonly decisions: Readonly<Record<Decision | 'none', number>>;
  readonly sources: readonly { readonly sourceId: number; readonly path: string; readonly images: number }[];
}

export interface ReviewRows {
  /** Rows that pass the filter, in order. */
  readonly rows: Int32Array;
  /** Where each class begins in `rows`, when grouped. */
  readonly groups:
    | readonly { readonly classId: number; readonly start: number; readonly images: number }[]
    | null;
  readonly facets: ReviewFacets;
  /** Tiles of the first rows, as many as were requested, so that the view needs no second request. */
  readonly first: ReviewTiles | null;
}

/** The data of the tiles of some rows, as columns of equal length. */
export interface ReviewTiles {
  readonly imageIds: Int32Array;
  /** The class that the image is used for: a person's class if there is one. */
  readonly classIds: Int32Array;
  readonly confidence: Float32Array;
  /** Bits of core/review's `reviewFlags`. */
  readonly flags: Uint8Array;
  /** Position in `selectionStates` of core/selection. */
  readonly states: Uint8Array;
  /** 0 for no decision, otherwise the position in core/review's `decisions` + 1. */
  readonly decisions: Uint8Array;
  /** How many times a student would see the image in one epoch. */
  readonly copies: Uint16Array;
  /** Star, note and number of tags (`packMarks` of core). */
  readonly marks: Uint8Array;
}

/** The numbers of a class under a choice of settings. */
export interface ClassBalance {
  readonly classId: number;
  /** Labelled training images. */
  readonly labelled: number;
  /** Images that pass threshold, flag and reviews. */
  readonly available: number;
  readonly kept: number;
  /** Images seen in one epoch, copies included. */
  readonly copies: number;
  readonly short: number;
}

export interface Balance {
  readonly quota: number;
  readonly states: Readonly<Record<SelectionState, number>>;
  /**
   * Images with a score that the limit flags and no decision. Most of those that are also below the threshold of the confidence are dropped
   * for that reason, so the number that is dropped as out-of-domain can be much smaller.
   */
  readonly flagged: number;
  readonly classes: readonly ClassBalance[];
}

/** Exactly what the next student would be trained on. */
export interface TrainingPlan {
  readonly student: { readonly name: ModelName; readonly arch: string } | null;
  readonly balance: Balance;
  readonly labelledImages: number;
  readonly pseudoLabelledImages: number;
  /** How many of them a person decided about. */
  readonly reviewedImages: number;
  readonly targets: 'soft' | 'hard';
  /** The trainings of the student's run in their order, with the images of each part in a step. */
  readonly trainings: readonly {
    readonly labelled: number;
    readonly pseudo: number;
    readonly steps: number;
  }[];
  /** What prevents the training, in sentences; empty when it can start. */
  readonly problems: readonly Failure[];
}

export interface ReviewDetail {
  readonly row: number;
  readonly image: ImageFacts;
  /** The teacher's best classes, most likely first. */
  readonly top: readonly { readonly classId: number; readonly probability: number }[];
  readonly margin: number;
  /**
   * The distance of the distribution from that of the iteration before: Jensen-Shannon divergence in bits, from 0 (the same) to 1. Null if
   * that iteration did not label the image, or if there is none.
   */
  readonly change: number | null;
  readonly scores: readonly {
    readonly name: OodScoreName;
    readonly value: number;
    readonly limit: number | null;
    /** Whether this score decides. */
    readonly used: boolean;
  }[];
  readonly state: SelectionState;
  readonly copies: number;
  /** Predictions of earlier and later models, and people's decisions, oldest first. */
  readonly history: readonly (
    | {
        readonly kind: 'labelling';
        readonly labellingId: number;
        readonly teacher: ModelName;
        readonly iteration: number | null;
        readonly classId: number;
        readonly confidence: number;
        readonly at: number;
      }
    | {
        readonly kind: 'review';
        readonly decision: ReviewAction;
        readonly classId: number | null;
        readonly who: string;
        readonly at: number;
      }
  )[];
  /** Labelled images nearest in feature space, nearest first. */
  readonly nearest: readonly {
    readonly imageId: number;
    readonly classId: number;
    readonly distance: number;
  }[];
}

/** Positions of images on a plane: principal components of the model's features. */
export interface EmbeddingMap {
  /** The rows on the map: all, or an even sample of very many. */
  readonly rows: Int32Array;
  /** Coordinates from -1 to 1. */
  readonly x: Float32Array;
  readonly y: Float32Array;
}

const id = z.int().positive();
const row = z.int().min(0);
const labellingId = id;
const rows = z.instanceof(Int32Array);
const range = z.tuple([z.number(), z.number()]);

/** All given fields must hold; a field left out does not filter. */
export const reviewFilter = z.object({
  classIds: z.array(id).optional(),
  states: z.array(z.enum(selectionStates)).optional(),
  flags: z.array(z.enum(reviewFlags)).optional(),
  decisions: z.array(z.enum([...decisions, 'none'])).optional(),
  sourceIds: z.array(id).optional(),
  /** Both ends are included. */
  confidence: range.optional(),
  ood: range.optional(),
  /** A part of the path. */
  search: z.string().max(200).optional(),
  /** A filter by marks and columns of the images. */
  pictures: pictureFilterSchema.optional(),
  /** Only these rows, such as those of a lasso. */
  rows: rows.optional(),
});
export type ReviewFilter = z.infer<typeof reviewFilter>;

const selectionChoice = z.object({
  threshold: z.number().min(0).max(1),
  classThresholds: z.array(z.object({ classId: id, threshold: z.number().min(0).max(1) })).readonly(),
  oodLimit: z.number().nullable(),
  quota: z.union([z.int().min(1), z.literal('auto')]),
  duplicate: z.boolean(),
  maxCopies: z.int().min(1).nullable(),
});

const query = z.object({
  labellingId,
  filter: reviewFilter.default({}),
  order: z.enum(reviewOrders).default('row'),
  descending: z.boolean().default(false),
  groupByClass: z.boolean().default(false),
  /** The row that the others are compared with in the order `similar`. */
  similarTo: row.optional(),
  /** The number of first rows whose tiles are sent with the answer. */
  first: z.int().min(0).max(1000).default(0),
});
export type ReviewQuery = z.input<typeof query>;

export const reviewContract = {
  /** Newest first. */
  labellings: oc.output(type<LabellingView[]>()),
  overview: oc.input(z.object({ labellingId })).output(type<ReviewOverview>()),
  query: oc.input(query).output(type<ReviewRows>()),
  tiles: oc.input(z.object({ labellingId, rows })).output(type<ReviewTiles>()),
  detail: oc.input(z.object({ labellingId, row })).output(type<ReviewDetail>()),
  /** What a choice would keep; nothing is stored. Fast enough to follow a dragged handle. */
  balance: oc.input(z.object({ labellingId, choice: selectionChoice })).output(type<Balance>()),
  /** The estimated share of correct pseudo-labels among those that a choice would keep; null if it cannot be known. */
  trust: oc
    .input(z.object({ labellingId, choice: selectionChoice }))
    .output(type<TrustSummary | 'nothing-kept' | null>()),
  /**
   * The thresholds at which each class is expected to have this share of right labels, none of them below `threshold`, and notes about
   * them; nothing is stored. Throws `fit-few-held-out`.
   */
  fitThresholds: oc
    .input(
      z.object({
        labellingId,
        precision: z.number().gt(0).lt(1),
        threshold: z.number().min(0).max(1),
      }),
    )
    .output(
      type<{
        readonly classThresholds: SelectionChoice['classThresholds'];
        readonly notes: readonly Note[];
      }>(),
    ),
  /** Stores a choice for this labelling, as a step that can be undone; the images of the next student are selected by it. */
  choose: oc
    .input(z.object({ labellingId, choice: selectionChoice }))
    .output(type<UndoState & { readonly balance: Balance }>()),
  /**
   * Lets all decisions so far teach the flag, as a step that can be undone. If there are too few decisions, nothing changes and no step is
   * made; `taught` is null if no image of this labelling was marked as out-of-domain. Throws `flag-no-score`.
   */
  teach: oc
    .input(z.object({ labellingId }))
    .output(type<UndoState & { readonly taught: TaughtFlag | null; readonly overview: ReviewOverview }>()),
  plan: oc.input(z.object({ labellingId })).output(type<TrainingPlan>()),
  /** The steps that undo and redo would act on: decisions and marks, in the order in which they were made. */
  steps: oc.output(type<UndoState>()),
  /** Decides about any number of images in one step that can be undone. `classId` is for `relabel`; `accept` uses the class shown. */
  decide: oc
    .input(
      z.object({
        labellingId,
        rows,
        decision: z.enum([...decisions, 'reset']),
        classId: id.optional(),
      }),
    )
    .output(type<UndoState>()),
  /** The newest steps, newest first. Undone steps come before the others. */
  history: oc.output(type<ReviewHistory>()),
  /** Throws `nothing-to-undo`. */
  undo: oc.input(z.object({ labellingId })).output(type<SteppedView>()),
  /** Throws `nothing-to-redo`. */
  redo: oc.input(z.object({ labellingId })).output(type<SteppedView>()),
  map: oc.input(z.object({ labellingId })).output(type<EmbeddingMap>()),
  /** Resumes the experiment that waits for this labelling: trains the student. */
  trainStudent: oc.input(z.object({ labellingId, pauseForReview: z.boolean() })).output(type<JobView>()),
};

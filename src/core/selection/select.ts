import { StudioError } from '../errors';
import { orderByValue } from '../numbers/value-order';
import type { SelectionSettings } from '../recipe';
import { decisionCode } from '../vocabulary/decisions';
import {
  type ClassSelection,
  Copies,
  classSelections,
  type FilterLimits,
  filterStates,
  kept,
  overQuota,
  quotaOf,
} from './rule';

/** A person's decision about an image. It takes precedence over confidence, flag and quota. */
export type ReviewDecision =
  | { readonly action: 'accept' }
  | { readonly action: 'relabel'; readonly classIndex: number }
  | { readonly action: 'ood' }
  | { readonly action: 'exclude' };

/**
 * The same as columns, for a million images: `decisionCode` of core/review, and the class that each image got, -1 for
 * the teacher's.
 */
export interface ReviewColumns {
  readonly decisions: Uint8Array;
  readonly classIndex: Int32Array;
}

export interface SelectionInput {
  /** The teacher's best class of every image, `[images]`. */
  readonly predictedClass: ArrayLike<number>;
  /** Its probability, `[images]`. */
  readonly confidence: ArrayLike<number>;
  /** Out-of-domain score, higher = more in-domain, `[images]`; not read if the recipe's score is `none`. */
  readonly oodScore?: ArrayLike<number>;
  /** Images whose score is below this are out-of-domain. */
  readonly oodLimit?: number;
  /** The threshold of each class if it is higher than the recipe's, `[classes]`. */
  readonly classThresholds?: ArrayLike<number>;
  readonly reviews?: ReadonlyMap<number, ReviewDecision> | ReviewColumns;
  /** 1 for images that are no longer in the pool, `[images]`: none of them is kept. */
  readonly gone?: Uint8Array | null;
  /** Images from most to least confident, equal ones by position, if already known; `[images]`. */
  readonly order?: Int32Array;
  readonly classes: number;
  /** How many classes were merged into others, so that no image has them. */
  readonly merged?: number;
  readonly selection: SelectionSettings;
  /** Seed of the random duplication. */
  readonly seed: number;
}

export interface Selection {
  /** Index into `selectionStates`, `[images]`. */
  readonly state: Uint8Array;
  /** The class that each image is used for: the predicted one or a person's, `[images]`. */
  readonly classIndex: Int32Array;
  /** How often the student's sampler sees the image in one pass: 0 unless kept, `[images]`. */
  readonly copies: Uint16Array;
  readonly perClass: ClassSelection[];
  /** The quota per class (`auto` resolved). */
  readonly quota: number;
}

/**
 * Selects the images that a student learns from, by the rule of `rule.ts`: filter, flag, then the most confident
 * images of each class up to the quota, and copies if a class is short. Throws `bad-selection` for arrays that do not
 * fit together.
 */
export function select(input: SelectionInput): Selection {
  check(input);
  const { predictedClass, confidence, oodScore, selection } = input;
  const images = predictedClass.length;
  const reviews = columnsOf(input.reviews, images);
  const state = filterStates(
    { predictedClass, confidence, oodScore, decisions: reviews?.decisions ?? null, gone: input.gone },
    limitsOf(input),
  );
  const classIndex = Int32Array.from(predictedClass);
  if (reviews) for (let i = 0; i < images; i++) classIndex[i] = usedClass(reviews, i, classIndex[i]);
  const columns = { state, classIndex, copies: new Uint16Array(images) };
  return { ...columns, ...balance(input, selection, reviews, columns) };
}

/** The recipe's threshold, or a class's own if that is higher, and the limit if the recipe has a score that flags. */
export function limitsOf({
  selection,
  oodLimit,
  classThresholds,
  classes,
}: Pick<SelectionInput, 'selection' | 'oodLimit' | 'classThresholds' | 'classes'>): FilterLimits {
  const limit = selection.ood.score === 'none' ? null : (oodLimit ?? Number.NEGATIVE_INFINITY);
  const thresholds = new Float64Array(classes).fill(selection.threshold);
  if (classThresholds)
    for (let c = 0; c < classes; c++) thresholds[c] = Math.max(thresholds[c], classThresholds[c]);
  return { thresholds, oodLimit: limit };
}

/** The class that an image is used for: a person's if there is one. */
export function usedClass({ classIndex }: ReviewColumns, image: number, predicted: number): number {
  const decided = classIndex[image];
  return decided >= 0 ? decided : predicted;
}

/**
 * Keeps images of each class up to the quota, the most confident first, and assigns copies. Images that a person
 * decided come before all others and stay, whatever the quota.
 */
function balance(
  input: SelectionInput,
  selection: SelectionSettings,
  reviews: ReviewColumns | null,
  { state, classIndex, copies }: Pick<Selection, 'state' | 'classIndex' | 'copies'>,
): Pick<Selection, 'perClass' | 'quota'> {
  const { classes, merged = 0, seed } = input;
  const [available, keptCount, total] = [0, 1, 2].map(() => new Int32Array(classes));
  for (let i = 0; i < state.length; i++) if (state[i] === kept) available[classIndex[i]]++;
  const passed = available.reduce((sum, count) => sum + count, 0);
  const quota = quotaOf(selection.quota, passed, classes - merged);
  const rule = new Copies(selection, quota, available, seed);
  const keep = (i: number, c: number) => {
    copies[i] = rule.of(i, c);
    total[c] += copies[i];
    keptCount[c]++;
  };
  const isReviewed = (i: number) => reviews !== null && reviews.decisions[i] !== 0;
  if (reviews)
    for (let i = 0; i < state.length; i++) if (isReviewed(i) && state[i] === kept) keep(i, classIndex[i]);
  // The order of confidence matters only if a class has more than its quota.
  const order = available.some((count) => count > quota) ? (input.order ?? confidenceOrder(input)) : null;
  let left = passed - keptCount.reduce((sum, count) => sum + count, 0);
  for (let place = 0; left > 0; place++) {
    const i = order ? order[place] : place;
    if (state[i] !== kept || isReviewed(i)) continue;
    left--;
    const c = classIndex[i];
    if (keptCount[c] >= quota) state[i] = overQuota;
    else keep(i, c);
  }
  return { perClass: classSelections(available, keptCount, total, quota), quota };
}

/** Compared as float32, as in the filter; NaN has a position and no effect. */
function confidenceOrder({ confidence }: SelectionInput): Int32Array {
  return orderByValue(confidence instanceof Float32Array ? confidence : Float32Array.from(confidence), true);
}

function columnsOf(reviews: SelectionInput['reviews'], images: number): ReviewColumns | null {
  if (reviews === undefined) return null;
  if ('decisions' in reviews) return isUndecided(reviews) ? null : reviews;
  if (reviews.size === 0) return null;
  const decisions = new Uint8Array(images);
  const classIndex = new Int32Array(images).fill(-1);
  for (const [i, review] of reviews) {
    decisions[i] = decisionCode(review.action);
    if (review.action === 'relabel') classIndex[i] = review.classIndex;
  }
  return { decisions, classIndex };
}

function isUndecided({ decisions }: ReviewColumns): boolean {
  for (let i = 0; i < decisions.length; i++) if (decisions[i] !== 0) return false;
  return true;
}

function check(input: SelectionInput): void {
  const { predictedClass, confidence, oodScore, selection, classes } = input;
  const images = predictedClass.length;
  const refuse = (message: string): never => {
    throw new StudioError('bad-selection', message);
  };
  if (confidence.length !== images)
    refuse(
      `There are ${images} predicted classes but ${confidence.length} confidences; label the pool again.`,
    );
  if (selection.ood.score !== 'none') {
    if (oodScore === undefined)
      refuse(
        `The recipe asks for the score ${selection.ood.score} but the labelling has none; set "selection.ood.score" to none or label the pool again.`,
      );
    else if (oodScore.length !== images)
      refuse(`There are ${images} predicted classes but ${oodScore.length} scores; label the pool again.`);
  }
  const bad = (c: number) => !Number.isInteger(c) || c < 0 || c >= classes;
  for (let i = 0; i < images; i++)
    if (bad(predictedClass[i]))
      refuse(
        `Image ${i} has the predicted class ${predictedClass[i]} of ${classes} classes; label the pool again.`,
      );
  const { reviews = new Map() } = input;
  if ('decisions' in reviews) {
    if (reviews.decisions.length !== images || reviews.classIndex.length !== images)
      refuse(`There are ${images} predicted classes but ${reviews.decisions.length} decisions.`);
    for (let i = 0; i < images; i++)
      if (reviews.decisions[i] !== 0 && reviews.classIndex[i] >= classes)
        refuse(`The review of image ${i} names class ${reviews.classIndex[i]} of ${classes} classes.`);
    return;
  }
  for (const [i, review] of reviews) {
    if (!Number.isInteger(i) || i < 0 || i >= images) refuse(`A review names image ${i} of ${images}.`);
    if (review.action === 'relabel' && bad(review.classIndex))
      refuse(`The review of image ${i} names class ${review.classIndex} of ${classes} classes.`);
  }
}

/** Image indices, each repeated as often as its image has copies: the joint sampler draws from these. */
export function expandCopies(copies: Uint16Array | Int32Array): Int32Array {
  let total = 0;
  for (const count of copies) total += count;
  const entries = new Int32Array(total);
  let at = 0;
  for (let i = 0; i < copies.length; i++) for (let c = 0; c < copies[i]; c++) entries[at++] = i;
  return entries;
}

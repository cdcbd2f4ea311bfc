import { StudioError } from '../errors';
import { drawAt } from '../numbers/random';
import { orderByValue } from '../numbers/value-order';
import type { SelectionSettings } from '../recipe';
import { decisionCode } from '../review/words';

/** What became of an image; the number in `Selection.state` is the position in this list. */
export const selectionStates = [
  'kept',
  'below-threshold',
  'out-of-domain',
  'over-quota',
  'excluded',
] as const;
export type SelectionState = (typeof selectionStates)[number];

const [kept, belowThreshold, outOfDomain, overQuota, excluded] = [0, 1, 2, 3, 4];

/** A person's decision about an image. It wins over confidence, flag and quota. */
export type ReviewDecision =
  | { readonly action: 'accept' }
  | { readonly action: 'relabel'; readonly classIndex: number }
  | { readonly action: 'ood' }
  | { readonly action: 'exclude' };

/** The same as columns, for a million of them: `decisionCode` of core/review, and the class each image got, -1 for the teacher's. */
export interface ReviewColumns {
  readonly decisions: Uint8Array;
  readonly classIndex: Int32Array;
}

export interface SelectionInput {
  /** The teacher's best class of every image, `[images]`. */
  readonly predictedClass: ArrayLike<number>;
  /** Its probability, `[images]`. */
  readonly confidence: ArrayLike<number>;
  /** Out-of-domain score, higher = more in-domain, `[images]`; not read where the recipe's score is `none`. */
  readonly oodScore?: ArrayLike<number>;
  /** Images whose score is below this are out-of-domain. */
  readonly oodLimit?: number;
  readonly reviews?: ReadonlyMap<number, ReviewDecision> | ReviewColumns;
  /** Images from most to least confident, equal ones by position, where that is known already; `[images]`. */
  readonly order?: Int32Array;
  readonly classes: number;
  /** How many of them became part of others, so that no image is of them. */
  readonly merged?: number;
  readonly selection: SelectionSettings;
  /** For the coins of duplication. */
  readonly seed: number;
}

export interface ClassSelection {
  /** Images that passed threshold, flag and reviews. */
  readonly available: number;
  /** Of them, those within the quota. */
  readonly kept: number;
  /** How often they are seen, copies included. */
  readonly copies: number;
  /** Images missing for a full quota before duplication. */
  readonly short: number;
}

export interface Selection {
  /** Index into `selectionStates`, `[images]`. */
  readonly state: Uint8Array;
  /** The class each image is used for: predicted, or a person's, `[images]`. */
  readonly classIndex: Int32Array;
  /** How often the student's sampler sees the image in one pass: 0 unless kept, `[images]`. */
  readonly copies: Uint16Array;
  readonly perClass: ClassSelection[];
  /** Images per class that was aimed at (`auto` resolved). */
  readonly quota: number;
}

/**
 * The paper's filter and balance (section 3.1) with an out-of-domain flag between them: confidence threshold, flag, then
 * the most confident images of each class up to the quota, short classes filled by copies. An image of a class with
 * `available` < quota gets quota / available copies in the mean: the whole part always, the fraction by a coin (released
 * code) that depends on seed and image only. Throws `bad-selection` for arrays that do not fit together.
 */
export function select(input: SelectionInput): Selection {
  check(input);
  const images = input.predictedClass.length;
  const state = new Uint8Array(images);
  const classIndex = Int32Array.from(input.predictedClass);
  const copies = new Uint16Array(images);
  const reviews = columnsOf(input.reviews, images);
  filter(input, reviews, state, classIndex);
  const { quota, perClass } = balance(input, reviews, { state, classIndex, copies });
  return { state, classIndex, copies, perClass, quota };
}

/** Threshold, flag and reviews. Comparisons are written so that NaN never passes. */
function filter(
  input: SelectionInput,
  reviews: ReviewColumns | null,
  state: Uint8Array,
  classIndex: Int32Array,
): void {
  const { confidence, oodScore, oodLimit = Number.NEGATIVE_INFINITY, selection } = input;
  // Confidences are float32: 0.7 stored as such is a little below the double 0.7 and must still reach it.
  const threshold = Math.fround(selection.threshold);
  const limit = Math.fround(oodLimit);
  const flagged = selection.ood.score !== 'none' && oodScore !== undefined;
  for (let i = 0; i < state.length; i++) {
    if (!(Math.fround(confidence[i]) >= threshold)) state[i] = belowThreshold;
    else if (flagged && !(Math.fround(oodScore[i]) >= limit)) state[i] = outOfDomain;
  }
  if (!reviews) return;
  for (let i = 0; i < state.length; i++) {
    const code = reviews.decisions[i];
    if (code === 0) continue;
    if (reviews.classIndex[i] >= 0) classIndex[i] = reviews.classIndex[i];
    state[i] = stateOfDecision[code];
  }
}

/** By `decisionCode`. */
export const stateOfDecision = [kept, kept, kept, outOfDomain, excluded];

/**
 * Keeps the quota's worth of each class, the most confident first, and gives out copies. Images that a person looked at come before
 * all others and stay, whatever the quota.
 */
function balance(
  input: SelectionInput,
  reviews: ReviewColumns | null,
  { state, classIndex, copies }: Pick<Selection, 'state' | 'classIndex' | 'copies'>,
): Pick<Selection, 'perClass' | 'quota'> {
  const { classes, merged = 0, selection, seed } = input;
  const [available, keptCount, total] = [0, 1, 2].map(() => new Int32Array(classes));
  for (let i = 0; i < state.length; i++) if (state[i] === kept) available[classIndex[i]]++;
  const passed = available.reduce((sum, count) => sum + count, 0);
  const quota =
    selection.quota === 'auto' ? Math.max(1, Math.floor(passed / (classes - merged))) : selection.quota;
  const copied = Array.from(available, (count) => copiesEach(selection, quota, count));
  const whole = Int32Array.from(copied, Math.floor);
  const fraction = Float64Array.from(copied, (each, c) => each - whole[c]);
  const keep = (i: number, c: number) => {
    const count = whole[c] + (fraction[c] > 0 && drawAt(seed, i) < fraction[c] ? 1 : 0);
    copies[i] = count;
    total[c] += count;
    keptCount[c]++;
  };
  if (reviews)
    for (let i = 0; i < state.length; i++)
      if (reviews.decisions[i] !== 0 && state[i] === kept) keep(i, classIndex[i]);
  // Who is most confident matters only where a class has more than its quota.
  const order = available.some((count) => count > quota) ? (input.order ?? confidenceOrder(input)) : null;
  let left = passed - keptCount.reduce((sum, count) => sum + count, 0);
  for (let place = 0; left > 0; place++) {
    const i = order ? order[place] : place;
    if (state[i] !== kept || (reviews && reviews.decisions[i] !== 0)) continue;
    left--;
    const c = classIndex[i];
    if (keptCount[c] >= quota) state[i] = overQuota;
    else keep(i, c);
  }
  const perClass = Array.from(available, (count, c) => ({
    available: count,
    kept: keptCount[c],
    copies: total[c],
    short: Math.max(0, quota - count),
  }));
  return { perClass, quota };
}

function confidenceOrder({ confidence }: SelectionInput): Int32Array {
  if (confidence instanceof Float32Array) return orderByValue(confidence, true);
  const order = Int32Array.from(confidence, (_, i) => i);
  return order.sort((a, b) => confidence[b] - confidence[a] || a - b);
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

/** In the mean, for each image of a class. */
export function copiesEach(selection: SelectionSettings, quota: number, available: number): number {
  if (!selection.duplicate || available === 0 || available >= quota) return 1;
  return Math.min(quota / available, selection.maxCopies ?? 65_535, 65_535);
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

/** Image indices with every image as often as it has copies: what the joint sampler draws from. */
export function expandCopies(copies: Uint16Array | Int32Array): Int32Array {
  let total = 0;
  for (const count of copies) total += count;
  const entries = new Int32Array(total);
  let at = 0;
  for (let i = 0; i < copies.length; i++) for (let c = 0; c < copies[i]; c++) entries[at++] = i;
  return entries;
}

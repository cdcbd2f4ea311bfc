import { StudioError } from '../errors';
import { Random } from '../random';
import type { SelectionSettings } from '../recipe';

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

export interface SelectionInput {
  /** The teacher's best class of every image, `[images]`. */
  readonly predictedClass: ArrayLike<number>;
  /** Its probability, `[images]`. */
  readonly confidence: ArrayLike<number>;
  /** Out-of-domain score, higher = more in-domain, `[images]`; not read where the recipe's score is `none`. */
  readonly oodScore?: ArrayLike<number>;
  /** Images whose score is below this are out-of-domain. */
  readonly oodLimit?: number;
  readonly reviews?: ReadonlyMap<number, ReviewDecision>;
  readonly classes: number;
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
  filter(input, state, classIndex);
  const members = membersByClass(state, classIndex, input.classes);
  const passed = members.reduce((sum, list) => sum + list.length, 0);
  const { quota: wanted } = input.selection;
  const quota = wanted === 'auto' ? Math.max(1, Math.floor(passed / input.classes)) : wanted;
  const perClass = members.map((list) => balance(input, list, quota, state, copies));
  return { state, classIndex, copies, perClass, quota };
}

/** Threshold, flag and reviews. Comparisons are written so that NaN never passes. */
function filter(input: SelectionInput, state: Uint8Array, classIndex: Int32Array): void {
  const { confidence, oodScore, oodLimit = Number.NEGATIVE_INFINITY, selection } = input;
  // Confidences are float32: 0.7 stored as such is a little below the double 0.7 and must still reach it.
  const threshold = Math.fround(selection.threshold);
  const limit = Math.fround(oodLimit);
  const flagged = selection.ood.score !== 'none' && oodScore !== undefined;
  for (let i = 0; i < state.length; i++) {
    if (!(Math.fround(confidence[i]) >= threshold)) state[i] = belowThreshold;
    else if (flagged && !(Math.fround(oodScore[i]) >= limit)) state[i] = outOfDomain;
  }
  for (const [i, review] of input.reviews ?? []) {
    if (review.action === 'relabel') classIndex[i] = review.classIndex;
    state[i] = review.action === 'ood' ? outOfDomain : review.action === 'exclude' ? excluded : kept;
  }
}

function membersByClass(state: Uint8Array, classIndex: Int32Array, classes: number): Int32Array[] {
  const counts = new Int32Array(classes);
  for (let i = 0; i < state.length; i++) if (state[i] === kept) counts[classIndex[i]]++;
  const members = Array.from(counts, (count) => new Int32Array(count));
  counts.fill(0);
  for (let i = 0; i < state.length; i++) {
    if (state[i] === kept) members[classIndex[i]][counts[classIndex[i]]++] = i;
  }
  return members;
}

/** Keeps the quota's worth of one class and gives out copies. */
function balance(
  input: SelectionInput,
  members: Int32Array,
  quota: number,
  state: Uint8Array,
  copies: Uint16Array,
): ClassSelection {
  const { confidence, reviews, selection, seed } = input;
  // Images a person looked at come first and stay, whatever the quota.
  const rank = (i: number) => (reviews?.has(i) ? 2 : confidence[i]);
  members.sort((a, b) => rank(b) - rank(a) || a - b);
  const available = members.length;
  const each = copiesEach(selection, quota, available);
  let keptCount = 0;
  let total = 0;
  for (const [place, i] of members.entries()) {
    if (place >= quota && !reviews?.has(i)) {
      state[i] = overQuota;
      continue;
    }
    const whole = Math.floor(each);
    const extra = each > whole && new Random(seed, i).next() < each - whole ? 1 : 0;
    copies[i] = whole + extra;
    total += copies[i];
    keptCount++;
  }
  return { available, kept: keptCount, copies: total, short: Math.max(0, quota - available) };
}

function copiesEach(selection: SelectionSettings, quota: number, available: number): number {
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
  for (const [i, review] of input.reviews ?? []) {
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

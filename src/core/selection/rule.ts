import { drawAt } from '../numbers/random';
import type { SelectionSettings } from '../recipe';

/**
 * The rule by which pseudo-labelled images become a student's: the paper's filter and balance (section 3.1: images "with confidence below
 * 0.3" are left out; of each class the most confident up to 130,000 stay; a class with fewer is filled by duplicates), with an
 * out-of-domain flag between them. Everything that needs to know what becomes of an image uses this rule: `select` (which images stay),
 * `tally` (how many), the review's flags, the labelling and the window.
 */

/** The result for an image; the number in `Selection.state` is the position in this list. */
export const selectionStates = [
  'kept',
  'below-threshold',
  'out-of-domain',
  'over-quota',
  'excluded',
] as const;
export type SelectionState = (typeof selectionStates)[number];

/** Positions in `selectionStates`. */
export const kept = 0;
const belowThreshold = 1;
const outOfDomain = 2;
export const overQuota = 3;
export const excluded = 4;

/** States by `decisionCode` (none, accept, relabel, ood, exclude): a person's decision wins over confidence, flag and quota. */
const stateOfDecision = [kept, kept, kept, outOfDomain, excluded];

/**
 * Numbers are compared as float32, the kind that a labelling stores: 0.7 stored as such is a little below the double 0.7 and must still
 * reach it. NaN reaches nothing.
 */
const reaches = (value: number, least: number): boolean => Math.fround(value) >= least;

/** Whether the teacher's confidence in an image is too low. */
export const isBelowThreshold = (confidence: number, threshold: number): boolean =>
  !reaches(confidence, Math.fround(threshold));

/** Whether the score (higher = more in-domain) flags an image; without a limit none is. */
export const isOutOfDomain = (score: number, limit: number | null): boolean =>
  limit !== null && !reaches(score, Math.fround(limit));

/** What the filter reads of each image, columns `[images]`. */
export interface FilterColumns {
  /** The teacher's best class. */
  readonly predictedClass: ArrayLike<number>;
  readonly confidence: ArrayLike<number>;
  readonly oodScore?: ArrayLike<number>;
  /** `decisionCode`; none means that nobody decided anything. */
  readonly decisions: Uint8Array | null;
  /** 1 for an image that is no longer in the pool: it is excluded, whatever was decided about it. */
  readonly gone?: Uint8Array | null;
}

/** What the filter compares with. */
export interface FilterLimits {
  /** The threshold of each class, `[classes]`. */
  readonly thresholds: ArrayLike<number>;
  /** Null flags no image, and is used if there are no scores. */
  readonly oodLimit: number | null;
}

/**
 * The state of every image before the quota, `[images]`: decided by a person, otherwise by the threshold of its class, otherwise by the
 * flag.
 */
export function filterStates(
  { predictedClass, confidence, oodScore = [], decisions, gone = null }: FilterColumns,
  { thresholds, oodLimit }: FilterLimits,
): Uint8Array {
  const states = new Uint8Array(confidence.length);
  for (let i = 0; i < states.length; i++) {
    if (gone !== null && gone[i] !== 0) states[i] = excluded;
    else if (decisions !== null && decisions[i] !== 0) states[i] = stateOfDecision[decisions[i]];
    else if (isBelowThreshold(confidence[i], thresholds[predictedClass[i]])) states[i] = belowThreshold;
    else if (isOutOfDomain(oodScore[i], oodLimit)) states[i] = outOfDomain;
  }
  return states;
}

/** The wanted number of images of each class; `auto` is the mean over the classes that images can have, at least 1. */
export function quotaOf(wanted: SelectionSettings['quota'], passed: number, classes: number): number {
  return wanted === 'auto' ? Math.max(1, Math.floor(passed / classes)) : wanted;
}

/** How many images of a class stay: as many as the quota, or all that a person reviewed if those are more. */
export const stayingOf = (available: number, quota: number, reviewed: number): number =>
  Math.min(available, Math.max(quota, reviewed));

/** The settings that copies depend on. */
type CopySettings = Pick<SelectionSettings, 'duplicate' | 'maxCopies'>;

/** The largest value that `Selection.copies` can hold. */
const mostCopies = 65_535;

/**
 * How often the student sees each image of a class in one pass. A class with `available` < quota images is filled by copies, quota /
 * available of each on average: the whole part always, the fraction by a coin (the released code) that depends on seed and image only.
 */
export class Copies {
  /** Copies that every image of a class gets, `[classes]`. */
  readonly whole: Int32Array;
  /** The chance of one more, `[classes]`. */
  readonly chance: Float64Array;

  /** `available` `[classes]`: images that passed the filter. */
  constructor(
    settings: CopySettings,
    quota: number,
    available: Int32Array,
    private readonly seed: number,
  ) {
    const each = Float64Array.from(available, (count) => meanCopies(settings, quota, count));
    this.whole = Int32Array.from(each, Math.floor);
    this.chance = each.map((mean, c) => mean - this.whole[c]);
  }

  /** The copies of one image. */
  of(image: number, classIndex: number): number {
    return this.whole[classIndex] + (this.getsOneMore(image, classIndex) ? 1 : 0);
  }

  /** Whether the random draw gives an image one more copy. */
  getsOneMore(image: number, classIndex: number): boolean {
    const chance = this.chance[classIndex];
    return chance > 0 && drawAt(this.seed, image) < chance;
  }
}

function meanCopies({ duplicate, maxCopies }: CopySettings, quota: number, available: number): number {
  if (!duplicate || available === 0 || available >= quota) return 1;
  return Math.min(quota / available, maxCopies ?? mostCopies, mostCopies);
}

export interface ClassSelection {
  /** Images that passed threshold, flag and reviews. */
  readonly available: number;
  /** How many of them are within the quota. */
  readonly kept: number;
  /** How often they are seen, copies included. */
  readonly copies: number;
  /** Images missing for a full quota before duplication. */
  readonly short: number;
}

/** The counts of each class side by side, all `[classes]`. */
export function classSelections(
  available: Int32Array,
  keptCount: Int32Array,
  copies: Int32Array,
  quota: number,
): ClassSelection[] {
  return Array.from(available, (count, c) => ({
    available: count,
    kept: keptCount[c],
    copies: copies[c],
    short: Math.max(0, quota - count),
  }));
}

import { orderByValue } from '../numbers/value-order';
import { isBelowThreshold } from '../selection/rule';

/** The images of the pool that a threshold decides about, by row. */
export interface JudgedPool {
  /** The teacher's best class as a position, `[rows]`. */
  readonly predicted: ArrayLike<number>;
  /** Its probability as the teacher predicted it, which thresholds are compared with, `[rows]`. */
  readonly confidence: Float32Array;
  /** Whether a row counts: images that are flagged as out of domain do not. */
  readonly counts: (row: number) => boolean;
  /** The estimated chance that the best class is right, from held-out images, 0 to 1. */
  readonly chanceOf: (row: number) => number;
}

/** What the thresholds should reach. */
export interface WantedPrecision {
  /** The share of right labels, 0 to 1, that each class should have. */
  readonly precision: number;
  /** The threshold for all classes; no class gets a lower one. */
  readonly least: number;
}

/**
 * Why a class has its threshold. `reached`: it reaches the requested share. `short`: it does not reach the share even
 * with its most confident images, which are kept anyway. `few`: the model assigned too few held-out images to it, so
 * it has the one threshold at which all classes together reach the share.
 */
export const thresholdReasons = ['reached', 'short', 'few'] as const;
export type ThresholdReason = (typeof thresholdReasons)[number];

export interface FittedThreshold {
  readonly threshold: number;
  readonly reason: ThresholdReason;
}

/** With fewer held-out images assigned to a class than this, little is known about that class alone. */
export const leastHeldOut = 10;
/**
 * A class keeps at least this share of its images that reach the one threshold, and at least this number. Without
 * any, a student would forget the class, and it would learn copies of a handful by heart.
 */
const [leastShare, leastImages] = [0.1, 10];

/**
 * Fits the lowest threshold of each class at which the expected share of right labels reaches `precision`,
 * `[classes]`: the images assigned to a class are added from the most confident down while the mean of their chances
 * is high enough. `heldOut` is the number of held-out images assigned to each class, `[classes]`. A class without
 * pool images at `least` keeps that threshold.
 */
export function fitClassThresholds(
  { predicted, confidence, counts, chanceOf }: JudgedPool,
  heldOut: ArrayLike<number>,
  { precision, least }: WantedPrecision,
): FittedThreshold[] {
  const rows = orderByValue(confidence, true).filter(
    (row) => counts(row) && !isBelowThreshold(confidence[row], least),
  );
  const images = new Uint32Array(heldOut.length);
  for (const row of rows) images[predicted[row]]++;
  const all = new SurestFirst(precision, rows.length);
  const classes = Array.from(images, (count) => new SurestFirst(precision, count));
  for (const row of rows)
    for (const each of [all, classes[predicted[row]]]) each.add(confidence[row], chanceOf(row));
  const together = all.found(least).threshold;
  return classes.map((each, c) =>
    heldOut[c] < leastHeldOut ? { threshold: together, reason: 'few' } : each.found(least),
  );
}

/** Images from the most confident down; those with equal confidence pass a threshold together. */
class SurestFirst {
  /** How many images are kept whatever their share. */
  readonly #needed: number;
  #count = 0;
  #right = 0;
  #last = Number.NaN;
  /** The lowest confidence down to which the share is high enough. */
  #enough: number | null = null;
  /** The confidence of the last image that is kept whatever the share. */
  #floor: number | null = null;

  constructor(
    private readonly precision: number,
    images: number,
  ) {
    this.#needed = Math.min(images, Math.max(leastImages, Math.ceil(leastShare * images)));
  }

  add(confidence: number, chance: number): void {
    if (confidence !== this.#last) this.#settle();
    this.#count++;
    this.#right += chance;
    this.#last = confidence;
  }

  /** Judges all images so far, because the next one is less confident. */
  #settle(): void {
    if (this.#count === 0 || this.#count < this.#needed) return;
    this.#floor ??= this.#last;
    if (this.#right >= this.precision * this.#count) this.#enough = this.#last;
  }

  /** Returns `least` if there are no images. */
  found(least: number): FittedThreshold {
    this.#settle();
    if (this.#enough !== null) return { threshold: this.#enough, reason: 'reached' };
    return this.#floor === null
      ? { threshold: least, reason: 'reached' }
      : { threshold: this.#floor, reason: 'short' };
  }
}

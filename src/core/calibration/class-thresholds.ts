import { orderByValue } from '../numbers/value-order';
import { isBelowThreshold } from '../selection/rule';

/** The images of the pool that a threshold decides about, by row. */
export interface JudgedPool {
  /** The teacher's best class as a position, `[rows]`. */
  readonly predicted: ArrayLike<number>;
  /** Its probability as the teacher said it, which thresholds are compared with, `[rows]`. */
  readonly confidence: Float32Array;
  /** Whether a row counts: images that are flagged as out of domain do not. */
  readonly counts: (row: number) => boolean;
  /** The chance that the best class is right, as held-out images tell, 0 to 1. */
  readonly chanceOf: (row: number) => number;
}

/** What thresholds are asked to reach. */
export interface WantedPrecision {
  /** The share of right labels, 0 to 1, that each class should have. */
  readonly precision: number;
  /** The threshold of all classes: none gets a lower one. */
  readonly least: number;
}

/**
 * Why a class has its threshold: it reaches the share that was asked for (`reached`); it does not even with its surest images, which are kept all the
 * same (`short`); or too few held-out images were taken for it, so that it has the one threshold at which all classes together reach the share (`few`).
 */
export const thresholdReasons = ['reached', 'short', 'few'] as const;
export type ThresholdReason = (typeof thresholdReasons)[number];

export interface FittedThreshold {
  readonly threshold: number;
  readonly reason: ThresholdReason;
}

/** With fewer held-out images that the model takes for a class, little is known of that class alone. */
export const leastHeldOut = 10;
/**
 * A class keeps at least a tenth of its images that reach the one threshold, and at least so many of them: without any a student would forget the
 * class, and copies of a handful would teach it these few by heart.
 */
const [leastShare, leastImages] = [0.1, 10];

/**
 * The lowest threshold of each class at which the expected share of right labels reaches `precision`, `[classes]`: the images that are taken for a class
 * are added from the surest down while the mean of their chances is high enough. `heldOut` says how many held-out images were taken for each class,
 * `[classes]`. A class of which the pool has no image at `least` keeps that threshold.
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

/** Images from the surest down; those of equal confidence pass a threshold together. */
class SurestFirst {
  /** Images that stay whatever their share. */
  readonly #needed: number;
  #count = 0;
  #right = 0;
  #last = Number.NaN;
  /** The lowest confidence down to which the share is high enough. */
  #enough: number | null = null;
  /** The confidence of the last image that stays whatever the share. */
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

  /** Looks at all images so far: the next one is less sure. */
  #settle(): void {
    if (this.#count === 0 || this.#count < this.#needed) return;
    this.#floor ??= this.#last;
    if (this.#right >= this.precision * this.#count) this.#enough = this.#last;
  }

  /** `least` where there are no images. */
  found(least: number): FittedThreshold {
    this.#settle();
    if (this.#enough !== null) return { threshold: this.#enough, reason: 'reached' };
    return this.#floor === null
      ? { threshold: least, reason: 'reached' }
      : { threshold: this.#floor, reason: 'short' };
  }
}

import { meanOf, ratio } from '../corruptions/measures';
import type { Sequence } from './change';
import type { Compared } from './perturbation';
import { type PerturbationName, perturbationNames } from './table';

/** Counts over all sequences of a perturbation: how often two frames were compared, and the results. */
export interface SequenceCounts {
  readonly pairs: number;
  /** Pairs whose two frames were classified differently. */
  readonly flips: number;
  /** The top-5 distance summed over the pairs; null for five classes or fewer, where it is meaningless. */
  readonly top5: number | null;
}

/**
 * How often the predictions of sequences, `[sequences, frames]`, change: from a frame to the one after, or from the first to every other
 * (flip probability of Hendrycks and Dietterich 2019, section 4; there it is a share).
 */
export function flipsIn(classes: ArrayLike<number>, frames: number, compared: Compared): number {
  let flips = 0;
  for (let from = 0; from < classes.length; from += frames)
    for (let i = 1; i < frames; i++)
      if (classes[from + i] !== classes[from + (compared === 'first' ? 0 : i - 1)]) flips++;
  return flips;
}

/** Classes that the top-5 distance looks at. */
const top = 5;

/**
 * The top-5 distances of sequences, `[sequences, frames, classes]` of probabilities, summed over the same pairs: how many places each of
 * the five likeliest classes of a frame moves in the order of the other, at most out of the first five (section 4 of the paper). Null for
 * five classes or fewer.
 */
export function top5In(
  probabilities: Float32Array,
  { frames, classes, compared }: { frames: number; classes: number; compared: Compared },
): number | null {
  if (classes <= top) return null;
  let sum = 0;
  for (let from = 0; from < probabilities.length; from += frames * classes) {
    const frame = (i: number) => probabilities.subarray(from + i * classes, from + (i + 1) * classes);
    let before = likeliestOf(frame(0));
    for (let i = 1; i < frames; i++) {
      const own = likeliestOf(frame(i));
      sum += topDistance(before, own);
      if (compared === 'previous') before = own;
    }
  }
  return sum;
}

/**
 * The distance between the likeliest classes of two frames, likeliest first: how many places each class of the first frame falls or rises,
 * where all places beyond the last count as one.
 */
function topDistance(before: readonly number[], after: readonly number[]): number {
  return before.reduce((sum, each, place) => {
    const now = after.indexOf(each);
    return sum + Math.abs((now < 0 ? top : now) - place);
  }, 0);
}

/** The five likeliest classes, likeliest first; the first of equals. */
function likeliestOf(probabilities: Float32Array): number[] {
  const found: number[] = [];
  for (let c = 0; c < probabilities.length; c++) {
    let place = found.length;
    while (place > 0 && probabilities[found[place - 1]] < probabilities[c]) place--;
    if (place < top) {
      found.splice(place, 0, c);
      found.length = Math.min(found.length, top);
    }
  }
  return found;
}

export interface SequenceResult extends Sequence, SequenceCounts {}

/** A model's results on sequences of one set of images, as far as they were measured. */
export interface PerturbedResults {
  readonly images: number;
  readonly sequences: readonly SequenceResult[];
}

/** A model's results under one perturbation. */
export interface PerturbationRow {
  readonly perturbation: PerturbationName;
  /** Flip probability. */
  readonly flip: number;
  /** Mean top-5 distance. */
  readonly top5: number | null;
}

export interface PerturbationSummary {
  /** Perturbations that were measured, in the order of the table. */
  readonly rows: readonly PerturbationRow[];
  /** Means over those; null where there are none. */
  readonly flip: number | null;
  readonly top5: number | null;
  /** Whether all were measured. */
  readonly whole: boolean;
}

/** Flip probabilities and top-5 distances by perturbation, and their means. */
export function perturbationSummary({ sequences }: Pick<PerturbedResults, 'sequences'>): PerturbationSummary {
  const rows = perturbationNames.flatMap((perturbation): PerturbationRow[] => {
    const found = sequences.find((each) => each.perturbation === perturbation);
    if (!found) return [];
    const { pairs, flips, top5 } = found;
    return [{ perturbation, flip: flips / pairs, top5: top5 === null ? null : top5 / pairs }];
  });
  return {
    rows,
    flip: meanOf(rows.map(({ flip }) => flip)),
    top5: meanOf(known(rows.map(({ top5 }) => top5))),
    whole: rows.length === perturbationNames.length,
  };
}

/** How often a model's predictions flip compared with a baseline. */
export interface FlipRates {
  /** Flip rate and top-5 rate for each perturbation that both were measured under; 1 means as many flips as the baseline. */
  readonly rows: readonly {
    readonly perturbation: PerturbationName;
    readonly rate: number | null;
    readonly top5Rate: number | null;
  }[];
  /** Their means; null where there are none. */
  readonly mfr: number | null;
  readonly top5Rate: number | null;
  /** The number of perturbations in the mean `mfr`. */
  readonly perturbations: number;
}

/**
 * FR and mFR of Hendrycks and Dietterich 2019, section 4: for each perturbation, the flip probability divided by the baseline's, then the
 * mean over perturbations; mT5D in the same way. Null if a baseline never flips, since nothing can be divided by 0.
 */
export function flipRates(
  model: Pick<PerturbedResults, 'sequences'>,
  baseline: Pick<PerturbedResults, 'sequences'>,
): FlipRates {
  const theirs = perturbationSummary(baseline).rows;
  const rows = perturbationSummary(model).rows.flatMap(({ perturbation, flip, top5 }) => {
    const other = theirs.find((each) => each.perturbation === perturbation);
    return other ? [{ perturbation, rate: ratio(flip, other.flip), top5Rate: ratio(top5, other.top5) }] : [];
  });
  const rates = known(rows.map(({ rate }) => rate));
  return {
    rows,
    mfr: meanOf(rates),
    top5Rate: meanOf(known(rows.map(({ top5Rate }) => top5Rate))),
    perturbations: rates.length,
  };
}

const known = (values: readonly (number | null)[]) => values.filter((each) => each !== null);

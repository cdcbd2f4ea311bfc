import { meanOf, ratio } from '../corruptions/measures';
import type { Sequence } from './change';
import type { Compared } from './perturbation';
import { type PerturbationName, perturbationNames } from './table';

/** Of all sequences of a perturbation: how often two frames were compared, and what came of it. */
export interface SequenceCounts {
  readonly pairs: number;
  /** Pairs that were read as two classes. */
  readonly flips: number;
  /** The top-5 distance summed over the pairs; null of five classes or fewer, where it says nothing. */
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
 * The top-5 distances of sequences, `[sequences, frames, classes]` of probabilities, summed over the same pairs: how far each of the five
 * likeliest classes of a frame falls in the other, at most out of the five (section 4 of the paper). Null of five classes or fewer.
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

/** Between the likeliest classes of two frames, likeliest first: places that each of the first falls or rises, beyond the last counted as one. */
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

/** What a model said of sequences of one set of images, as far as it was measured. */
export interface PerturbedResults {
  readonly images: number;
  readonly sequences: readonly SequenceResult[];
}

/** One perturbation of a model. */
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

/** How restless a model is beside a baseline. */
export interface FlipRates {
  /** By perturbation that both were measured under: flip rate and top-5 rate; 1 is as many flips as the baseline's. */
  readonly rows: readonly {
    readonly perturbation: PerturbationName;
    readonly rate: number | null;
    readonly top5Rate: number | null;
  }[];
  /** Their means; null where there are none. */
  readonly mfr: number | null;
  readonly top5Rate: number | null;
  /** Perturbations in the mean `mfr`. */
  readonly perturbations: number;
}

/**
 * FR and mFR of Hendrycks and Dietterich 2019, section 4: of each perturbation the flip probability over the baseline's, then the mean over
 * perturbations; mT5D in the same way. Null where a baseline never flips, since nothing can be divided by that.
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

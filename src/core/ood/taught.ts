import { fitAt, foldsOf } from '../probe/linear-probe';

/**
 * What a person's "none of these" decisions teach the out-of-domain flag: a linear classifier on the features that separates images like
 * the rejected ones from images like labelled ones; its output is added to a score in the score's own units. It works where no score of
 * labelled images alone can, because it has seen images of no class.
 */

/** Fewer rejected images than this teach nothing: they may have in common what other images have as well. */
export const leastRejected = 5;

/**
 * Strength of regularisation, on features of deviation 1: a few rejected images determine a direction, and accepted images can still turn
 * it.
 */
const lambda = 0.1;
/** The line's deviation over held-out images, in deviations of the score. */
const usualWeight = 2;
const foldCount = 5;

/** Feature vectors, `[images, width]`. */
export interface TaughtBy {
  /** Of labelled images, and of those of the pool that a person accepted. */
  readonly inside: Float32Array;
  /** Of images that a person rejected. */
  readonly outside: Float32Array;
  readonly width: number;
}

/** Log odds that an image belongs to a class. */
export interface Detector {
  /** `[width]` */
  readonly weights: Float32Array;
  readonly bias: number;
}

export function fitDetector({ inside, outside, width }: TaughtBy): Detector {
  const features = new Float32Array(inside.length + outside.length);
  features.set(inside);
  features.set(outside, inside.length);
  const labels = new Int32Array(features.length / width).fill(1, 0, inside.length / width);
  const { weights, bias } = fitAt({ features, width, labels }, 2, lambda);
  return {
    weights: Float32Array.from({ length: width }, (_, i) => weights[2 * i + 1] - weights[2 * i]),
    bias: bias[1] - bias[0],
  };
}

/** `[images]`, for features `[images, width]`. */
export function insideOdds({ weights, bias }: Detector, features: Float32Array): Float32Array {
  const width = weights.length;
  const odds = new Float32Array(features.length / width);
  for (let n = 0; n < odds.length; n++) {
    let sum = bias;
    for (let i = 0, at = n * width; i < width; i++) sum += weights[i] * features[at + i];
    odds[n] = sum;
  }
  return odds;
}

/** The odds of the first `images` of `inside`, each by a detector that has not seen it; a fit for each step. */
export function* oddsByFolds(by: TaughtBy, images: number): Generator<void, Float32Array> {
  const { inside, outside, width } = by;
  const odds = new Float32Array(images);
  const folds = foldsOf(new Int32Array(images), 1, Math.min(foldCount, images), 0);
  for (let fold = 0; fold < foldCount; fold++) {
    const rows = [...folds.keys()].filter((row) => folds[row] === fold);
    const others = rowsOf(inside, width, (row) => row >= images || folds[row] !== fold);
    const detector = fitDetector({ inside: others, outside, width });
    const own = insideOdds(
      detector,
      rowsOf(inside, width, (row) => row < images && folds[row] === fold),
    );
    rows.forEach((row, at) => {
      odds[row] = own[at];
    });
    yield;
  }
  return odds;
}

function rowsOf(values: Float32Array, width: number, keep: (row: number) => boolean): Float32Array {
  const rows = Array.from({ length: values.length / width }, (_, row) => row).filter(keep);
  const out = new Float32Array(rows.length * width);
  rows.forEach((row, at) => {
    out.set(values.subarray(row * width, (row + 1) * width), at * width);
  });
  return out;
}

/** How odds are added to a score. */
export interface Blend {
  /** Odds that change nothing. */
  readonly middle: number;
  /** What one unit of odds is worth in units of the score. */
  readonly worth: number;
}

/**
 * How odds are added to a score, going by images that should not be flagged: their scores and odds, both `[images]`. A deviation of the odds
 * is worth `weight` deviations of the score.
 */
export function blendOf(scores: Float32Array, odds: Float32Array, weight = usualWeight): Blend {
  const [score, line] = [spreadOf(scores), spreadOf(odds)];
  return { middle: line.mean, worth: line.deviation > 0 ? (weight * score.deviation) / line.deviation : 0 };
}

/** `[images]`, in the units of the score, which stays as it is where the odds are NaN. */
export function blended(scores: Float32Array, odds: Float32Array, { middle, worth }: Blend): Float32Array {
  return scores.map((score, i) => (Number.isNaN(odds[i]) ? score : score + worth * (odds[i] - middle)));
}

function spreadOf(values: Float32Array): { mean: number; deviation: number } {
  const finite = values.filter(Number.isFinite);
  const mean = finite.reduce((sum, value) => sum + value, 0) / finite.length;
  const squares = finite.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / finite.length) };
}

import { StudioError } from '../errors';

/**
 * The distribution of one class over `classes`, written to `out` from `at` on: 1 - smoothing at the class, smoothing spread evenly over all
 * (label smoothing as released). It sums to 1.
 */
export function writeHardTarget(
  out: Float32Array,
  at: number,
  classIndex: number,
  classes: number,
  smoothing = 0,
): void {
  out.fill(smoothing / classes, at, at + classes);
  out[at + classIndex] += 1 - smoothing;
}

/**
 * Distributions `[images, classes]` raised to 1/T and normalised: below 1 sharper, 1 unchanged except for rounding, above 1 flatter. A row
 * of zeros, as float16 may leave it, becomes uniform. Throws `bad-temperature` unless T > 0.
 */
export function retemper(probabilities: Float32Array, classes: number, temperature: number): Float32Array {
  if (!(temperature > 0))
    throw new StudioError('bad-temperature', `A temperature must be above 0, not ${temperature}.`);
  const out = new Float32Array(probabilities.length);
  for (let row = 0; row < probabilities.length; row += classes) {
    let largest = 0;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, probabilities[row + c]);
    let sum = 0;
    // Divided by the largest first, so that a small T does not underflow the whole row.
    for (let c = 0; c < classes; c++) {
      const value = largest > 0 ? (probabilities[row + c] / largest) ** (1 / temperature) : 1;
      out[row + c] = value;
      sum += value;
    }
    for (let c = 0; c < classes; c++) out[row + c] /= sum;
  }
  return out;
}

export interface LabelSummary {
  /** Best class, the first one at a tie, `[images]`. */
  readonly predictedClass: Int32Array;
  /** Its probability, `[images]`. */
  readonly confidence: Float32Array;
  /** Its lead over the second best, `[images]`. */
  readonly margin: Float32Array;
}

/** What is kept for queries of each distribution `[images, classes]`. */
export function summarise(probabilities: Float32Array, classes: number): LabelSummary {
  const images = probabilities.length / classes;
  const predictedClass = new Int32Array(images);
  const confidence = new Float32Array(images);
  const margin = new Float32Array(images);
  for (let i = 0; i < images; i++) {
    let best = -1;
    let first = Number.NEGATIVE_INFINITY;
    let second = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) {
      const value = probabilities[i * classes + c];
      if (value > first) {
        second = first;
        first = value;
        best = c;
      } else if (value > second) second = value;
    }
    predictedClass[i] = Math.max(0, best);
    confidence[i] = best < 0 ? Number.NaN : first;
    margin[i] = classes === 1 ? first : first - second;
  }
  return { predictedClass, confidence, margin };
}

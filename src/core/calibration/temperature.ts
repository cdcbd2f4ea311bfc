import { StudioError } from '../errors';
import { leastProbability } from './odds';

/** Temperatures beyond these say that confidence tells nothing, or that every image was right. */
const [coldest, hottest] = [0.05, 20];

/** Probabilities with the classes that they should have named. */
export interface LabelledProbabilities {
  /** `[images, classes]` */
  readonly probabilities: Float32Array;
  readonly classes: number;
  /** `[images]` */
  readonly labels: ArrayLike<number>;
}

/**
 * The temperature that makes probabilities as likely as they can be: T of least log loss for p^(1/T) / sum (Guo et al. 2017, "On
 * Calibration of Modern Neural Networks", section 4.2), between 0.05 and 20. `prior` is the standard deviation of log T about 0 where few
 * images alone should not decide; without it the images do. 1 for no images.
 */
export function fitTemperature(outputs: LabelledProbabilities, prior = Number.POSITIVE_INFINITY): number {
  const logs = outputs.probabilities.map((p) => Math.log(Math.max(p, leastProbability)));
  if (outputs.labels.length === 0) return 1;
  if (logs.length !== outputs.labels.length * outputs.classes)
    throw new StudioError(
      'bad-temperature',
      `${logs.length} probabilities do not fit ${outputs.labels.length} labels.`,
    );
  // The loss is convex in 1 / T; the prior adds a little slope that bisection of the sum of both needs no more than.
  let [low, high] = [Math.log(1 / hottest), Math.log(1 / coldest)];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    const pull = Number.isFinite(prior) ? middle / prior ** 2 : 0;
    if (slopeOf(logs, outputs, Math.exp(middle)) * Math.exp(middle) + pull > 0) high = middle;
    else low = middle;
  }
  return Math.exp(-(low + high) / 2);
}

/** Slope of the summed log loss by 1 / T. */
function slopeOf(logs: Float32Array, { classes, labels }: LabelledProbabilities, inverse: number): number {
  let slope = 0;
  for (let i = 0; i < labels.length; i++) {
    const from = i * classes;
    let largest = Number.NEGATIVE_INFINITY;
    for (let c = 0; c < classes; c++) largest = Math.max(largest, logs[from + c]);
    let [sum, mean] = [0, 0];
    for (let c = 0; c < classes; c++) {
      const weight = Math.exp(inverse * (logs[from + c] - largest));
      sum += weight;
      mean += weight * logs[from + c];
    }
    slope += mean / sum - logs[from + labels[i]];
  }
  return slope;
}

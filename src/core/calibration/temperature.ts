import { StudioError } from '../errors';
import { evenSteps, leastProbability } from './odds';

/** Beyond these temperatures the confidence carries no information, or every image was correct. */
const [coldest, hottest] = [0.05, 20];
/**
 * Standard deviation of the prior on log T: networks are rarely more than e times too confident. Without a prior, two
 * images that are right would give the lowest possible temperature.
 */
export const temperaturePrior = 1;
/** Bisection steps over the range of log T, which is 6 wide: to 4e-7. */
const halvings = 24;

/** Probabilities with the true classes of their images. */
export interface LabelledProbabilities {
  /** `[images, classes]` */
  readonly probabilities: Float32Array;
  readonly classes: number;
  /** `[images]` */
  readonly labels: ArrayLike<number>;
}

/**
 * Fits the temperature that makes the labels most likely: the T with the lowest log loss of p^(1/T) / sum (Guo et al. 2017, "On Calibration
 * of Modern Neural Networks", section 4.2), between 0.05 and 20. If there are more than two million probabilities, it uses images in even
 * steps. `prior` is the standard deviation of a prior on log T around 0, for few images; without it the images alone decide. Returns 1 for
 * no images.
 */
export function fitTemperature(all: LabelledProbabilities, prior = Number.POSITIVE_INFINITY): number {
  if (all.labels.length === 0) return 1;
  if (all.probabilities.length !== all.labels.length * all.classes)
    throw new StudioError(
      'bad-temperature',
      `${all.probabilities.length} probabilities do not fit ${all.labels.length} labels.`,
    );
  const taken = logsOf(all);
  // The loss is convex in 1 / T and the prior adds only a little slope, so bisection of the sum of both slopes is enough.
  let [low, high] = [Math.log(1 / hottest), Math.log(1 / coldest)];
  for (let step = 0; step < halvings; step++) {
    const middle = (low + high) / 2;
    const pull = Number.isFinite(prior) ? middle / prior ** 2 : 0;
    if (slopeOf(taken, Math.exp(middle)) * Math.exp(middle) + pull > 0) high = middle;
    else low = middle;
  }
  return Math.exp(-(low + high) / 2);
}

interface TakenLogs {
  /** Logs of the probabilities, `[images, classes]`. */
  readonly logs: Float32Array;
  readonly classes: number;
  readonly labels: Int32Array;
}

/** The logs of the images that a fit uses. */
function logsOf({ probabilities, classes, labels }: LabelledProbabilities): TakenLogs {
  const images = evenSteps(labels.length, classes);
  const taken = {
    logs: new Float32Array(images.length * classes),
    classes,
    labels: images.map((image) => labels[image]),
  };
  for (const [i, image] of images.entries()) {
    for (let c = 0; c < classes; c++)
      taken.logs[i * classes + c] = Math.log(Math.max(probabilities[image * classes + c], leastProbability));
  }
  return taken;
}

/** Derivative of the summed log loss with respect to 1 / T. */
function slopeOf({ logs, classes, labels }: TakenLogs, inverse: number): number {
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

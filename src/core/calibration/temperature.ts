import { StudioError } from '../errors';
import { evenSteps, leastProbability } from './odds';

/** Beyond these temperatures the confidence carries no information, or every image was correct. */
const [coldest, hottest] = [0.05, 20];
/**
 * Standard deviation of log T that is believed before an image is seen: networks are rarely more than e times too sure. Without it two images that
 * are right give the coldest temperature that there is.
 */
export const temperaturePrior = 1;
/** Halvings of log T's range of 6: to 4e-7. */
const halvings = 24;

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
 * Calibration of Modern Neural Networks", section 4.2), between 0.05 and 20. Of more than two million probabilities it looks at images in
 * even steps. `prior` is the standard deviation of log T about 0 where few images alone should not decide; without it the images do. 1 for no
 * images.
 */
export function fitTemperature(all: LabelledProbabilities, prior = Number.POSITIVE_INFINITY): number {
  if (all.labels.length === 0) return 1;
  if (all.probabilities.length !== all.labels.length * all.classes)
    throw new StudioError(
      'bad-temperature',
      `${all.probabilities.length} probabilities do not fit ${all.labels.length} labels.`,
    );
  const taken = logsOf(all);
  // The loss is convex in 1 / T; the prior adds a little slope that bisection of the sum of both needs no more than.
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

/** Of the images that a fit looks at. */
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

/** Slope of the summed log loss by 1 / T. */
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

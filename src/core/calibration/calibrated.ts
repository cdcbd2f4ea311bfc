import { calibration } from '../metrics/calibration';
import type { CalibratedMetrics } from '../metrics/evaluation';
import type { MeasuredOutputs } from '../metrics/metric';
import { likeliest } from '../selection/class-columns';
import { tempered } from './odds';
import { fitTemperature, type LabelledProbabilities, temperaturePrior } from './temperature';

/**
 * The reliability of a model's predictions at a temperature that was fitted on other images (Guo et al. 2017), which does not change the
 * likeliest class. Filled piece by piece; it keeps one number for each image.
 */
export class CalibratedConfidence {
  readonly #temperature: number;
  readonly #fittedOn: number;
  readonly #classes: number;
  readonly #confidence: Float32Array;

  constructor(images: number, fitting: LabelledProbabilities) {
    this.#temperature = fitTemperature(fitting, temperaturePrior);
    this.#fittedOn = fitting.labels.length;
    this.#classes = fitting.classes;
    this.#confidence = new Float32Array(images);
  }

  /** Fills in the images from `first` on: `probabilities` `[images, classes]`. */
  put(first: number, probabilities: Float32Array): void {
    const { confidence } = likeliest(
      tempered(probabilities, this.#classes, this.#temperature),
      this.#classes,
    );
    this.#confidence.set(confidence, first);
  }

  measured({ predicted, labels }: Pick<MeasuredOutputs, 'predicted' | 'labels'>): CalibratedMetrics {
    const { ece, bins } = calibration(this.#confidence, predicted, labels);
    const filled = bins.filter(({ count }) => count > 0);
    return { temperature: this.#temperature, fittedOn: this.#fittedOn, ece, bins: filled };
  }
}

import { calibration } from '../metrics/calibration';
import type { CalibratedMetrics } from '../metrics/evaluation';
import type { MeasuredOutputs } from '../metrics/metric';
import { tempered } from './odds';
import { fitTemperature, type LabelledProbabilities } from './temperature';

/** The reliability of what a model said, at the temperature that other images ask for (Guo et al. 2017): which class is likeliest stays as it is. */
export function calibratedBy(measured: MeasuredOutputs, fitting: LabelledProbabilities): CalibratedMetrics {
  const temperature = fitTemperature(fitting);
  const { classes, predicted, labels } = measured;
  const probabilities = tempered(measured.probabilities, classes, temperature);
  const confidence = Float32Array.from(predicted, (c, i) => probabilities[i * classes + c]);
  const { ece, bins } = calibration(confidence, predicted, labels);
  return { temperature, fittedOn: fitting.labels.length, ece, bins: bins.filter(({ count }) => count > 0) };
}

import { StudioError } from '../errors';

/** What a model said about labelled images, `[images]` each; classes are positions. */
export interface JudgedLabels {
  readonly labels: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** Probability of the predicted class. */
  readonly confidence: ArrayLike<number>;
  /** Probability of the label. */
  readonly labelProbability: ArrayLike<number>;
}

/**
 * Images whose label is likely wrong, the likeliest first: confident learning (Northcutt et al. 2021, "Confident Learning: Estimating
 * Uncertainty in Dataset Labels", section 3.1), with the predicted class as the one candidate. A prediction is confident where it
 * reaches the mean probability that images of that class are given for it; the order is by how far it is ahead of the label
 * ("normalised margin").
 */
export function suspiciousLabels(judged: JudgedLabels, classes: number): number[] {
  const { labels, predicted, confidence, labelProbability } = judged;
  if (predicted.length !== labels.length || confidence.length !== labels.length)
    throw new StudioError(
      'bad-metrics',
      `${predicted.length} predictions do not fit ${labels.length} labels.`,
    );
  const threshold = meanByLabel(labels, labelProbability, classes);
  const margin = (i: number) => confidence[i] - labelProbability[i];
  return Array.from(labels, (_, i) => i)
    .filter((i) => predicted[i] !== labels[i] && confidence[i] >= threshold[predicted[i]])
    .sort((a, b) => margin(b) - margin(a) || a - b);
}

/** The mean of `values` over the images of each label; infinite for a class without images, which nothing reaches. */
function meanByLabel(labels: ArrayLike<number>, values: ArrayLike<number>, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (let i = 0; i < labels.length; i++) {
    sums[labels[i]] += values[i];
    counts[labels[i]]++;
  }
  return sums.map((sum, c) => (counts[c] === 0 ? Number.POSITIVE_INFINITY : sum / counts[c]));
}

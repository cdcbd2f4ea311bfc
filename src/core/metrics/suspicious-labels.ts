import { StudioError } from '../errors';

/** A model's predictions for labelled images, `[images]` each; classes are positions. */
export interface JudgedLabels {
  readonly labels: ArrayLike<number>;
  readonly predicted: ArrayLike<number>;
  /** Probability of the predicted class. */
  readonly confidence: ArrayLike<number>;
  /** Probability of the label. */
  readonly labelProbability: ArrayLike<number>;
}

/**
 * Images whose label is likely wrong, the likeliest first. Confident learning (Northcutt et al. 2021, "Confident Learning: Estimating
 * Uncertainty in Dataset Labels", section 3.1) determines their number: it counts the images for which another class is predicted with at
 * least the mean probability that images labelled as that class get for it. That many images are taken from those whose prediction is not
 * their label, by the probability of the label ("self-confidence", the lowest first). This finds more flipped labels than taking the
 * counted images themselves, or ordering by the margin (docs/trust.md); it is cleanlab's `low_self_confidence`. A prediction of -1 means
 * that there is none.
 */
export function suspiciousLabels(judged: JudgedLabels, classes: number): number[] {
  const { labels, predicted, confidence, labelProbability } = judged;
  if (predicted.length !== labels.length || confidence.length !== labels.length)
    throw new StudioError(
      'bad-metrics',
      `${predicted.length} predictions do not fit ${labels.length} labels.`,
    );
  const threshold = meanByLabel(judged, classes);
  const contradicted = Array.from(labels, (_, i) => i).filter(
    (i) => predicted[i] >= 0 && predicted[i] !== labels[i],
  );
  const count = contradicted.filter((i) => confidence[i] >= threshold[predicted[i]]).length;
  return contradicted
    .sort((a, b) => labelProbability[a] - labelProbability[b] || confidence[b] - confidence[a] || a - b)
    .slice(0, count);
}

/** The mean probability of the label over the images of each label; infinite for a class without images, so that no image reaches it. */
function meanByLabel({ labels, predicted, labelProbability }: JudgedLabels, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  const counts = new Uint32Array(classes);
  for (let i = 0; i < labels.length; i++) {
    if (predicted[i] < 0) continue;
    sums[labels[i]] += labelProbability[i];
    counts[labels[i]]++;
  }
  return sums.map((sum, c) => (counts[c] === 0 ? Number.POSITIVE_INFINITY : sum / counts[c]));
}

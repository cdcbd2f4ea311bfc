import { StudioError } from '../errors';

function sameLength(labels: ArrayLike<number>, images: number): void {
  if (labels.length !== images)
    throw new StudioError('bad-metrics', `${labels.length} labels do not fit ${images} predictions.`);
}

/** Share of images whose predicted class is their label; NaN for no images. */
export function accuracy(predicted: ArrayLike<number>, labels: ArrayLike<number>): number {
  sameLength(labels, predicted.length);
  let right = 0;
  for (let i = 0; i < labels.length; i++) if (predicted[i] === labels[i]) right++;
  return right / labels.length;
}

/**
 * Share of images whose label is among the `k` largest of `[images, classes]` scores. A class tied with the label counts as
 * ahead only if it comes first, as arg max does.
 */
export function topK(scores: Float32Array, classes: number, labels: ArrayLike<number>, k: number): number {
  sameLength(labels, scores.length / classes);
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = scores.subarray(i * classes, (i + 1) * classes);
    const own = row[labels[i]];
    let ahead = 0;
    // Not "greater": NaN counts as ahead, so that a broken model does not look perfect.
    for (let c = 0; c < classes; c++)
      if (c !== labels[i] && (c < labels[i] ? !(row[c] < own) : !(row[c] <= own))) ahead++;
    if (ahead < k) right++;
  }
  return right / labels.length;
}

/** Counts `[classes, classes]`: row = label, column = predicted class. */
export function confusionMatrix(
  predicted: ArrayLike<number>,
  labels: ArrayLike<number>,
  classes: number,
): Uint32Array {
  sameLength(labels, predicted.length);
  const matrix = new Uint32Array(classes * classes);
  for (let i = 0; i < labels.length; i++) matrix[labels[i] * classes + predicted[i]]++;
  return matrix;
}

export interface ClassMetrics {
  /** Share of the images predicted as this class that are it; 0 where none was predicted. */
  readonly precision: number;
  /** Share of this class's images that were predicted as it; 0 where there are none. */
  readonly recall: number;
  /** Harmonic mean of both; 0 where both are. */
  readonly f1: number;
  /** Images with this label. */
  readonly support: number;
}

/** Precision, recall and F1 of each class; 0 / 0 is 0, as scikit-learn's zero_division=0. */
export function classMetrics(confusion: Uint32Array, classes: number): ClassMetrics[] {
  const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);
  return Array.from({ length: classes }, (_, c) => {
    let support = 0;
    let predicted = 0;
    for (let other = 0; other < classes; other++) {
      support += confusion[c * classes + other];
      predicted += confusion[other * classes + c];
    }
    const right = confusion[c * classes + c];
    return {
      precision: share(right, predicted),
      recall: share(right, support),
      f1: share(2 * right, support + predicted),
      support,
    };
  });
}

/** Mean of -log(probability of the label) over `[images, classes]` probabilities, in nats; NaN for no images. */
export function meanLoss(probabilities: Float32Array, classes: number, labels: ArrayLike<number>): number {
  sameLength(labels, probabilities.length / classes);
  let sum = 0;
  // Clipped like Keras' epsilon, so that one confident mistake does not make the mean infinite.
  for (let i = 0; i < labels.length; i++) {
    const p = probabilities[i * classes + labels[i]];
    sum -= Math.log(Math.max(p, 1e-7));
  }
  return sum / labels.length;
}

import { type MetricValues, measureCounts } from '.';
import type { ReliabilityBin } from './calibration';
import { type ConfusionCells, ConfusionCounts } from './confusion';
import type { ClassMetrics } from './per-class';

/** What an evaluation measured. Classes are in position order. */
export interface EvaluationMetrics {
  /** By name of the metric. */
  readonly values: MetricValues;
  /** The confusion matrix of the classes of `perClass`; left out of lists. */
  readonly cells: ConfusionCells;
  readonly perClass: readonly ClassMetrics[];
  readonly imagesPerSecond: number;
  /** The same confidences at a temperature that was fitted on other images; missing if there were none, or if an older version measured. */
  readonly calibrated?: CalibratedMetrics;
}

/** Calibration metrics after scaling by one temperature, on images that it was not fitted on. */
export interface CalibratedMetrics {
  readonly temperature: number;
  /** Validation images that it was fitted on. */
  readonly fittedOn: number;
  readonly ece: number;
  /** Bins that hold images. */
  readonly bins: readonly ReliabilityBin[];
}

/**
 * Versions before 0.2 stored four values beside the counts, and the counts as the whole matrix `[classes, classes]`, including empty cells.
 */
type StoredMetrics = Partial<EvaluationMetrics> & { readonly confusion?: readonly number[] } & Pick<
    EvaluationMetrics,
    'perClass' | 'imagesPerSecond'
  > &
  Partial<Record<'accuracy' | 'top5' | 'loss' | 'ece', number | null>>;

/** Reads a stored evaluation of any version: metrics of counts that it lacks are computed from its counts. */
export function evaluationMetrics(stored: unknown): EvaluationMetrics {
  const { values, cells, confusion, perClass, imagesPerSecond, calibrated, ...older } =
    stored as StoredMetrics;
  const { accuracy, top5, loss, ece } = older;
  const counts = cells
    ? ConfusionCounts.ofCells(cells, perClass.length)
    : ConfusionCounts.from(confusion ?? []);
  const counted = counts.images > 0 ? measureCounts(counts) : {};
  const kept = values ?? (accuracy === undefined ? {} : { accuracy, top5, loss, ece });
  return {
    values: { ...counted, ...kept },
    cells: cells ?? counts.cells,
    perClass,
    imagesPerSecond,
    ...(calibrated ? { calibrated } : {}),
  };
}

/** What the metrics are about. */
export interface EvaluationSettings {
  /** Classes by position. */
  readonly classIds: readonly number[];
  /** Null if it is not known what the model was trained on; missing in evaluations of older versions. */
  readonly seen?: SeenImages | null;
  /** A hash of the measured images and their labels: evaluations with equal hashes can be compared. */
  readonly imageSet?: string;
}

/** Labelled images of the measured split that the model, or one that it learnt from, had seen before. */
export interface SeenImages {
  /** It was trained on them or on near copies of them, with a label, a pseudo-label or targets that it made itself. */
  readonly trained: number;
  /** They were its validation images, by which its weights were selected. */
  readonly validated: number;
  /**
   * Whether they were left out of the measurement. They are kept if the split is not held out: labels of training images can be looked at
   * all the same.
   */
  readonly leftOut: boolean;
}

/** Two models on the images that both were measured on. */
export interface CommonImages {
  readonly images: number;
  /** How many of them each model classified correctly. */
  readonly right: number;
  readonly rightOfOther: number;
  /** Images that only the first model classified correctly; versions before 0.3 did not count them. */
  readonly onlyRight?: number;
  /** Images that only one of the two was measured on, or under another label. */
  readonly others: number;
}

import { type MetricValues, measureCounts } from '.';
import type { ReliabilityBin } from './calibration';
import { ConfusionCounts } from './confusion';
import type { ClassMetrics } from './per-class';

/** What an evaluation measured. Classes are in position order. */
export interface EvaluationMetrics {
  /** By name of the metric. */
  readonly values: MetricValues;
  /** Counts `[classes, classes]`: row = label, column = predicted; left out of lists. */
  readonly confusion: readonly number[];
  readonly perClass: readonly ClassMetrics[];
  readonly imagesPerSecond: number;
  /** The same confidences at a temperature that was fitted on other images; missing where there were none, or an older version measured. */
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

/** Versions before 0.2 kept four values beside the counts. */
type StoredMetrics = Partial<EvaluationMetrics> &
  Pick<EvaluationMetrics, 'perClass' | 'imagesPerSecond'> &
  Partial<Record<'accuracy' | 'top5' | 'loss' | 'ece', number | null>>;

/** An evaluation as it is stored, whichever version stored it: metrics of counts that it lacks follow from its counts. */
export function evaluationMetrics(stored: unknown): EvaluationMetrics {
  const { values, confusion = [], perClass, imagesPerSecond, calibrated, ...older } = stored as StoredMetrics;
  const { accuracy, top5, loss, ece } = older;
  const counted = confusion.length > 0 ? measureCounts(ConfusionCounts.from(confusion)) : {};
  const kept = values ?? (accuracy === undefined ? {} : { accuracy, top5, loss, ece });
  return {
    values: { ...counted, ...kept },
    confusion,
    perClass,
    imagesPerSecond,
    ...(calibrated ? { calibrated } : {}),
  };
}

/** What the metrics are about. */
export interface EvaluationSettings {
  /** Classes by position. */
  readonly classIds: readonly number[];
  /** Null where it is not known what the model was trained on; missing in evaluations of older versions. */
  readonly seen?: SeenImages | null;
  /** A hash of the measured images and their labels: evaluations with equal hashes can be compared. */
  readonly imageSet?: string;
}

/** Labelled images of the measured split that the model, or one that it learnt from, had seen before. */
export interface SeenImages {
  /** It was trained on them, with a label or a pseudo-label. */
  readonly trained: number;
  /** They were its validation images, by which its weights were selected. */
  readonly validated: number;
  /** Whether they were left out of the measurement. Labels of training images are looked at in spite of it. */
  readonly leftOut: boolean;
}

/** Two models on the images that both were measured on. */
export interface CommonImages {
  readonly images: number;
  /** Of them, those that each model read right. */
  readonly right: number;
  readonly rightOfOther: number;
  /** Images that the first alone reads right; versions before 0.3 did not count them. */
  readonly onlyRight?: number;
  /** Images that only one of the two was measured on, or under another label. */
  readonly others: number;
}

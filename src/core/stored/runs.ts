import type { MetricValues } from '../metrics';
import type { CommonImages, SeenImages } from '../metrics/evaluation';
import type { CrossValidation } from '../probe/cross-validate';
import type { ModelName } from '../vocabulary/models';
import type { ErrorCode } from '../words/errors';
import type { Note } from '../words/notes';
import type { SelectionSummary } from './selection-summary';

export const runStates = ['queued', 'running', 'interrupted', 'cancelled', 'failed', 'done'] as const;
export type RunState = (typeof runStates)[number];

/**
 * Errors after which work can be resumed although nobody stopped it: the engine's process died, or memory ran
 * out.
 */
export const interruptions: ReadonlySet<string> = new Set<ErrorCode>([
  'engine-died',
  'engine-no-start',
  'engine-unreachable',
  'out-of-memory',
]);

/** Errors of a training that diverged: resuming from its checkpoint would diverge again. */
export const divergences: ReadonlySet<string> = new Set<ErrorCode>([
  'loss-not-finite',
  'training-not-finite',
]);

/** States of an import and of a labelling. */
export type JobState = Exclude<RunState, 'queued'>;

/** The results of one epoch of a run. Accuracies and shares are 0 to 1. */
export interface Epoch {
  readonly epoch: number;
  /** Steps done since the run began. */
  readonly step: number;
  readonly trainLoss: number | null;
  readonly trainAccuracy: number | null;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly learningRate: number | null;
  readonly seconds: number | null;
  readonly imagesPerSecond: number | null;
  /** Share of the time in which the engine waited for data. */
  readonly waitShare: number | null;
}

/** One point of the training curve. Losses are in nats, shares 0 to 1. */
export interface CurvePoint {
  readonly step: number;
  readonly trainLoss: number;
  /**
   * Accuracy on the labelled part, under noise; in a training on the pool alone, the share of predictions
   * that equal the pseudo-labels.
   */
  readonly trainAccuracy: number;
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
  readonly learningRate: number;
  /** Seconds of training alone since the previous point. */
  readonly seconds: number;
  readonly imagesPerSecond: number;
  /** Share of that time in which the engine waited for data. */
  readonly waitShare: number;
}

/** The machine that trains, as the engine reports it. */
export interface DeviceFacts {
  readonly kind: 'cpu' | 'gpu';
  readonly name: string;
  readonly cores: number;
  readonly tensorflow: string;
  /** Present if it is not the device that the installation was made for; older versions stored a sentence. */
  readonly note?: Note;
  readonly [fact: string]: unknown;
}

/** A model's results on a named test set. */
export interface SetResult {
  readonly setId: number;
  readonly images: number;
  readonly metrics: MetricValues;
  /** Images of the set that were left out because the model had seen them; null if that is not known. */
  readonly seen: SeenImages | null;
  /** Accuracies of models with equal hashes can be compared. */
  readonly imageSet: string | null;
}

/** One model of an experiment, as lists and tables show it. Accuracies are shares. */
export interface ModelSummary {
  readonly runId: number;
  readonly name: ModelName;
  readonly state: string;
  readonly arch: string;
  readonly validationAccuracy: number | null;
  /** For a linear probe of few labels, its accuracy by folds; null for other models. */
  readonly byFolds: CrossValidation | null;
  readonly testAccuracy: number | null;
  /** Every metric on the test images; null if nothing was measured. */
  readonly testMetrics: MetricValues | null;
  /** Test images that it was measured on, and those that were left out because it had seen them; null if that is not known. */
  readonly testImages: number | null;
  readonly testSeen: SeenImages | null;
  /** Accuracies of models with equal sets can be compared; null in evaluations of older versions. */
  readonly testSet: string | null;
  /** How many of those test images have had another label or split since. */
  readonly testChanged: number;
  /** Its newest measurement on each named test set. */
  readonly sets: readonly SetResult[];
  /**
   * The experiment's teacher (not the linear probe that it starts from) and this model on the test images that both were measured on; null
   * for the teacher and the probe.
   */
  readonly overFirst: CommonImages | null;
  readonly seconds: number | null;
  readonly imagesPerSecond: number | null;
  readonly waitShare: number | null;
  readonly weightsHash: string | null;
  /** What it was trained on besides labelled images. */
  readonly selection: SelectionSummary | null;
}

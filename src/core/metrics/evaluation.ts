/** What an evaluation measured; shares are 0 to 1, the loss is in nats. Classes are in position order. */
export interface EvaluationMetrics {
  readonly accuracy: number;
  readonly top5: number | null;
  readonly loss: number;
  /** Expected calibration error, 15 bins. */
  readonly ece: number;
  /** Counts `[classes, classes]`: row = label, column = predicted. */
  readonly confusion: readonly number[];
  readonly perClass: readonly { precision: number; recall: number; f1: number; support: number }[];
  readonly imagesPerSecond: number;
}

/** What the metrics are about. */
export interface EvaluationSettings {
  /** Classes by position. */
  readonly classIds: readonly number[];
}

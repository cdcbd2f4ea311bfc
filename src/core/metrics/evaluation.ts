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
  /** Null where it is not known what the model was trained on; missing in evaluations of older versions. */
  readonly seen?: SeenImages | null;
  /** A hash of the images that were measured and of their labels: equal for two evaluations whose numbers can be held against each other. */
  readonly imageSet?: string;
}

/** Labelled images of the measured split that the model, or one that it learnt from, had seen before. */
export interface SeenImages {
  /** It was trained on them, with a label or a pseudo-label. */
  readonly trained: number;
  /** They were its validation images, by which its weights were chosen. */
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
  /** Images that only one of the two was measured on, or under another label. */
  readonly others: number;
}

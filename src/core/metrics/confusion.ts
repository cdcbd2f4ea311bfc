import { StudioError } from '../errors';

/** Images by label and predicted class, with the sums that most metrics are made of. Classes are positions. */
export class ConfusionCounts {
  /** `[classes, classes]`: row = label, column = predicted class. */
  readonly counts: Float64Array;
  /** Images of each class that were predicted as it, `[classes]`. */
  readonly right: Float64Array;
  /** Images with each label, `[classes]`. */
  readonly labelled: Float64Array;
  /** Images predicted as each class, `[classes]`. */
  readonly predicted: Float64Array;
  images = 0;

  constructor(readonly classes: number) {
    this.counts = new Float64Array(classes * classes);
    this.right = new Float64Array(classes);
    this.labelled = new Float64Array(classes);
    this.predicted = new Float64Array(classes);
  }

  /** Of predictions and labels, `[images]` each. Throws `bad-metrics` where their numbers differ. */
  static of(predicted: ArrayLike<number>, labels: ArrayLike<number>, classes: number): ConfusionCounts {
    if (labels.length !== predicted.length)
      throw new StudioError(
        'bad-metrics',
        `${labels.length} labels do not fit ${predicted.length} predictions.`,
      );
    const confusion = new ConfusionCounts(classes);
    for (let i = 0; i < labels.length; i++) confusion.add(labels[i], predicted[i], 1);
    return confusion;
  }

  /** Of counts `[classes, classes]` as they are stored. */
  static from(counts: ArrayLike<number>): ConfusionCounts {
    const classes = Math.round(Math.sqrt(counts.length));
    const confusion = new ConfusionCounts(classes);
    for (let at = 0; at < counts.length; at++)
      if (counts[at] !== 0) confusion.add(Math.floor(at / classes), at % classes, counts[at]);
    return confusion;
  }

  /** Counts `by` more images (fewer where negative; a fraction is fine) of this label and prediction. */
  add(label: number, predicted: number, by: number): void {
    this.counts[label * this.classes + predicted] += by;
    this.labelled[label] += by;
    this.predicted[predicted] += by;
    if (label === predicted) this.right[label] += by;
    this.images += by;
  }
}

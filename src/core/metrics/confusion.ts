import { StudioError } from '../errors';

/**
 * The cells of a confusion matrix that hold images, `[cells, 3]` flat: label, predicted class, images; in the order of the first two. The
 * matrix itself grows with the square of the number of classes (3 GB for 20,000), these cells grow at most with the number of images.
 */
export type ConfusionCells = readonly number[];

/** Images by label and predicted class, with the sums that most metrics are made of. Classes are positions. */
export class ConfusionCounts {
  /** By `label * classes + predicted`. */
  readonly #cells = new Map<number, number>();
  /** The sorted cells; null after another image was counted. */
  #inOrder: ConfusionCells | null = null;
  /** Images of each class that were predicted as it, `[classes]`. */
  readonly right: Float64Array;
  /** Images with each label, `[classes]`. */
  readonly labelled: Float64Array;
  /** Images predicted as each class, `[classes]`. */
  readonly predicted: Float64Array;
  images = 0;

  constructor(readonly classes: number) {
    this.right = new Float64Array(classes);
    this.labelled = new Float64Array(classes);
    this.predicted = new Float64Array(classes);
  }

  /** Counts predictions and labels, `[images]` each. Throws `bad-metrics` if their numbers differ. */
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

  /** Reads cells as they are stored. */
  static ofCells(cells: ConfusionCells, classes: number): ConfusionCounts {
    const confusion = new ConfusionCounts(classes);
    for (let at = 0; at < cells.length; at += 3) confusion.add(cells[at], cells[at + 1], cells[at + 2]);
    return confusion;
  }

  /** Reads counts `[classes, classes]`: row = label, column = predicted class. */
  static from(counts: ArrayLike<number>): ConfusionCounts {
    const classes = Math.round(Math.sqrt(counts.length));
    const confusion = new ConfusionCounts(classes);
    for (let at = 0; at < counts.length; at++)
      if (counts[at] !== 0) confusion.add(Math.floor(at / classes), at % classes, counts[at]);
    return confusion;
  }

  /** Counts `by` more images (fewer if negative; a fraction is fine) of this label and prediction. */
  add(label: number, predicted: number, by: number): void {
    const cell = label * this.classes + predicted;
    this.#inOrder = null;
    this.#cells.set(cell, this.at(label, predicted) + by);
    this.labelled[label] += by;
    this.predicted[predicted] += by;
    if (label === predicted) this.right[label] += by;
    this.images += by;
  }

  /** Images of a label that were predicted as a class. */
  at(label: number, predicted: number): number {
    return this.#cells.get(label * this.classes + predicted) ?? 0;
  }

  get cells(): ConfusionCells {
    this.#inOrder ??= [...this.#cells]
      .filter(([, images]) => images !== 0)
      .sort(([a], [b]) => a - b)
      .flatMap(([cell, images]) => [Math.floor(cell / this.classes), cell % this.classes, images]);
    return this.#inOrder;
  }
}

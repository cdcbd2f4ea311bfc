import type { MeasuredOutputs } from './metric';

/**
 * What a model said about labelled images, as far as metrics need it: a few numbers for each image, however many classes there are. Filled
 * piece by piece, so that probabilities of all images and classes are never in memory together.
 */
export class OutputColumns implements MeasuredOutputs {
  readonly labels: Int32Array;
  readonly predicted: Int32Array;
  readonly confidence: Float32Array;
  readonly labelProbability: Float32Array;
  readonly labelRank: Int32Array;

  constructor(
    images: number,
    readonly classes: number,
  ) {
    this.labels = new Int32Array(images);
    this.predicted = new Int32Array(images);
    this.confidence = new Float32Array(images);
    this.labelProbability = new Float32Array(images);
    this.labelRank = new Int32Array(images);
  }

  /** The columns of all images at once: `probabilities` `[images, classes]`. */
  static of(probabilities: Float32Array, classes: number, labels: ArrayLike<number>): OutputColumns {
    const columns = new OutputColumns(labels.length, classes);
    columns.put(0, probabilities, labels);
    return columns;
  }

  /** Fills in the images from `first` on: `probabilities` `[labels.length, classes]`. */
  put(first: number, probabilities: Float32Array, labels: ArrayLike<number>): void {
    const { classes } = this;
    for (let i = 0; i < labels.length; i++) {
      const row = probabilities.subarray(i * classes, (i + 1) * classes);
      const at = first + i;
      let best = 0;
      for (let c = 1; c < classes; c++) if (row[c] > row[best]) best = c;
      this.labels[at] = labels[i];
      this.predicted[at] = best;
      this.confidence[at] = row[best];
      this.labelProbability[at] = row[labels[i]];
      this.labelRank[at] = ahead(row, labels[i]);
    }
  }
}

/** How many classes are likelier than the label. A class that is tied with it is ahead only if it comes first, as in arg max. */
function ahead(row: Float32Array, label: number): number {
  const own = row[label];
  let count = 0;
  // Not "greater": NaN counts as ahead, so that a broken model does not look perfect.
  for (let c = 0; c < row.length; c++)
    if (c !== label && (c < label ? !(row[c] < own) : !(row[c] <= own))) count++;
  return count;
}

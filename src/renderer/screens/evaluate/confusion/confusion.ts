import type { ConfusionCounts } from '../../../../core/metrics/confusion';

/** A cell, by the positions of label and prediction. */
export interface Cell {
  readonly label: number;
  readonly predicted: number;
}

/** Images of one label that a model predicted as another class; classes are positions. */
export interface ConfusionTable {
  readonly label: number;
  readonly predicted: number;
  readonly images: number;
  /** The share among the images with that label. */
  readonly share: number;
}

/** The cells of a confusion matrix that hold mistakes, the largest count first. */
export function topConfusions({ cells, labelled }: ConfusionCounts, most = 200): ConfusionTable[] {
  const found: ConfusionTable[] = [];
  for (let at = 0; at < cells.length; at += 3) {
    const [label, predicted, images] = [cells[at], cells[at + 1], cells[at + 2]];
    if (label !== predicted) found.push({ label, predicted, images, share: images / labelled[label] });
  }
  return found.sort((a, b) => b.images - a.images || b.share - a.share).slice(0, most);
}

/**
 * What a cell of the matrix shows: the number of its images, or their share among the images of the label (row) or of the prediction
 * (column).
 */
export type MatrixMode = 'counts' | 'row' | 'column';

/** The number of images in the fullest cell. */
export function fullest({ cells }: ConfusionCounts): number {
  let most = 0;
  for (let at = 2; at < cells.length; at += 3) most = Math.max(most, cells[at]);
  return most;
}

/**
 * The share of a cell's images among those that the mode compares them with; 0 if there are none. In the mode `counts`, that is the fullest
 * cell, which has `most` images.
 */
export function cellShare(
  mode: MatrixMode,
  { label, predicted }: Cell,
  counts: ConfusionCounts,
  most: number,
): number {
  const whole = { counts: most, row: counts.labelled[label], column: counts.predicted[predicted] }[mode];
  return whole === 0 ? 0 : counts.at(label, predicted) / whole;
}

/**
 * The classes with the most mistakes from or to them, in class order: the relevant part of a large matrix.
 */
export function mostConfused({ labelled, predicted, right }: ConfusionCounts, most: number): number[] {
  const mistakes = labelled.map((images, c) => images + predicted[c] - 2 * right[c]);
  return Array.from(mistakes, (_, c) => c)
    .sort((a, b) => mistakes[b] - mistakes[a] || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

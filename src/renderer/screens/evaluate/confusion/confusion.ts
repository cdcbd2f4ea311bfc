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

/** The cells of a confusion matrix `[classes, classes]` that hold mistakes, the largest count first. */
export function topConfusions(counts: Uint32Array, classes: number, most = 200): ConfusionTable[] {
  const rows = rowSums(counts, classes);
  const found: ConfusionTable[] = [];
  for (let cell = 0; cell < counts.length; cell++) {
    const label = Math.floor(cell / classes);
    const predicted = cell % classes;
    if (counts[cell] === 0 || label === predicted) continue;
    found.push({ label, predicted, images: counts[cell], share: counts[cell] / rows[label] });
  }
  return found.sort((a, b) => b.images - a.images || b.share - a.share).slice(0, most);
}

/** What a cell of the matrix shows: how many images, or which share they are of their label (row) or of what was predicted (column). */
export type MatrixMode = 'counts' | 'row' | 'column';

export interface MatrixSums {
  /** Images of each label, `[classes]`. */
  readonly rows: Float64Array;
  /** Images predicted as each class, `[classes]`. */
  readonly columns: Float64Array;
  /** Images of the fullest cell. */
  readonly most: number;
}

export function matrixSums(counts: Uint32Array, classes: number): MatrixSums {
  const columns = new Float64Array(classes);
  let most = 0;
  for (let cell = 0; cell < counts.length; cell++) {
    columns[cell % classes] += counts[cell];
    most = Math.max(most, counts[cell]);
  }
  return { rows: rowSums(counts, classes), columns, most };
}

/** The share that a cell's images are of what the mode holds them against; 0 where that is nothing. */
export function cellShare(
  mode: MatrixMode,
  images: number,
  { label, predicted }: Cell,
  sums: MatrixSums,
): number {
  const whole = { counts: sums.most, row: sums.rows[label], column: sums.columns[predicted] }[mode];
  return whole === 0 ? 0 : images / whole;
}

/** Images of each label, `[classes]`. */
function rowSums(counts: Uint32Array, classes: number): Float64Array {
  const sums = new Float64Array(classes);
  for (let cell = 0; cell < counts.length; cell++) sums[Math.floor(cell / classes)] += counts[cell];
  return sums;
}

/**
 * The classes with the most mistakes from or to them, in class order: the relevant part of a large matrix.
 */
export function mostConfused(counts: Uint32Array, classes: number, most: number): number[] {
  const mistakes = new Float64Array(classes);
  for (let cell = 0; cell < counts.length; cell++) {
    const label = Math.floor(cell / classes);
    const predicted = cell % classes;
    if (label === predicted) continue;
    mistakes[label] += counts[cell];
    mistakes[predicted] += counts[cell];
  }
  return Array.from(mistakes, (_, c) => c)
    .sort((a, b) => mistakes[b] - mistakes[a] || a - b)
    .slice(0, most)
    .sort((a, b) => a - b);
}

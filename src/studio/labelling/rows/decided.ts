import type { DecisionColumns } from '../../../catalog';
import type { ReviewColumns } from '../../../core/selection';
import type { RowIndex } from './row-index';

/** Columns for `rows` images about which nothing is decided. */
export function undecided(rows: number): ReviewColumns {
  return { decisions: new Uint8Array(rows), classIndex: new Int32Array(rows).fill(-1) };
}

/** Writes decisions about images into columns by row, with classes as positions. Images without a row are left out. */
export function writeDecisions(
  target: ReviewColumns,
  { imageIds, decisions, classIds }: DecisionColumns,
  index: RowIndex,
  positions: ReadonlyMap<number, number>,
): void {
  for (let i = 0; i < imageIds.length; i++) {
    const row = index.rowOf(imageIds[i]);
    if (row < 0) continue;
    target.decisions[row] = decisions[i];
    // An accepted image keeps the class that the person saw, even if a later teacher predicts another.
    target.classIndex[row] = classIds[i] === 0 ? -1 : (positions.get(classIds[i]) as number);
  }
}

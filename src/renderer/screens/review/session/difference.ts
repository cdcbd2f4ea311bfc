import { among } from '../../../gallery/layout/selection';

/** How a newer answer differs from the rows that are shown. */
export interface Difference {
  /** Rows shown that no longer pass the filter. */
  readonly gone: number;
  /** Rows that pass now but are not shown. */
  readonly come: number;
}

/** The difference between two answers; null if the rows are the same in the same order. */
export function differenceOf(shown: Int32Array, now: Int32Array): Difference | null {
  if (shown.length === now.length && shown.every((row, i) => row === now[i])) return null;
  return { gone: countOutside(shown, now), come: countOutside(now, shown) };
}

function countOutside(rows: Int32Array, others: Int32Array): number {
  const inside = among(others);
  let outside = 0;
  for (const row of rows) if (!inside(row)) outside++;
  return outside;
}

import type { ClassIntervals, ClassMetrics } from '../../../../core/metrics/per-class';

export interface ClassRow extends ClassMetrics {
  readonly id: number;
  readonly name: string;
  readonly intervals: ClassIntervals;
}

export interface ClassSort {
  readonly by: 'name' | keyof ClassMetrics;
  readonly descending: boolean;
}

/** The rows sorted by a column. Unknown values come last in both directions, and equal ones are sorted by name. */
export function sortedRows(rows: readonly ClassRow[], { by, descending }: ClassSort): ClassRow[] {
  const known = ({ intervals }: ClassRow) => by === 'name' || by === 'support' || intervals[by] !== null;
  const byName = (a: ClassRow, b: ClassRow) => a.name.localeCompare(b.name, undefined, { numeric: true });
  const compare = (a: ClassRow, b: ClassRow) => (by === 'name' ? byName(a, b) : a[by] - b[by]);
  return [...rows].sort(
    (a, b) => Number(known(b)) - Number(known(a)) || compare(a, b) * (descending ? -1 : 1) || byName(a, b),
  );
}

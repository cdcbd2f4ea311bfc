/** Where a class begins in a list of rows that is grouped by class. */
export interface RowGroup {
  readonly classIndex: number;
  readonly start: number;
  readonly images: number;
}

/** The rows that pass, in `order` (by number if that is null), or in reverse if `backwards`. */
export function arrangeRows(
  { passing, count }: { readonly passing: Uint8Array; readonly count: number },
  order: Int32Array | null,
  backwards = false,
): Int32Array {
  if (order && count === order.length && !backwards) return order.slice();
  const rows = new Int32Array(count);
  let at = backwards ? count - 1 : 0;
  const step = backwards ? -1 : 1;
  for (let place = 0; place < passing.length; place++) {
    const row = order ? order[place] : place;
    if (passing[row] === 0) continue;
    rows[at] = row;
    at += step;
  }
  return rows;
}

/** The same rows class by class, in their order within each; classes without rows are left out. */
export function groupRows(
  rows: Int32Array,
  classIndex: Int32Array,
  classes: number,
): { rows: Int32Array; groups: RowGroup[] } {
  const counts = new Int32Array(classes);
  for (const row of rows) counts[classIndex[row]]++;
  const groups: RowGroup[] = [];
  const next = new Int32Array(classes);
  let start = 0;
  for (const [c, images] of counts.entries()) {
    next[c] = start;
    if (images > 0) groups.push({ classIndex: c, start, images });
    start += images;
  }
  const grouped = new Int32Array(rows.length);
  for (const row of rows) grouped[next[classIndex[row]]++] = row;
  return { rows: grouped, groups };
}

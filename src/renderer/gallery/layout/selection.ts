/** Positions `[from, to)` in the list shown. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/**
 * The selected positions as ranges, so that selecting a million images needs one object. Ranges are sorted
 * and neither overlap nor touch.
 */
export interface TileSelection {
  readonly ranges: readonly Range[];
  /** The anchor of a range selected with Shift. */
  readonly anchor: number;
  /** The focused image, from which keys move and which the inspector shows; it need not be selected. */
  readonly focus: number;
}

export const nothing: TileSelection = { ranges: [], anchor: 0, focus: 0 };

/** Selects and focuses only this position. */
export function only(position: number): TileSelection {
  return { ranges: [{ from: position, to: position + 1 }], anchor: position, focus: position };
}

export function all(selection: TileSelection, images: number): TileSelection {
  return { ...selection, ranges: images > 0 ? [{ from: 0, to: images }] : [] };
}

export function isSelected({ ranges }: TileSelection, position: number): boolean {
  const at = firstEndingAfter(ranges, position);
  return at < ranges.length && ranges[at].from <= position;
}

export function countSelected({ ranges }: TileSelection): number {
  return ranges.reduce((sum, { from, to }) => sum + to - from, 0);
}

/** Toggles one position, as a Ctrl-click does. */
export function toggle(selection: TileSelection, position: number): TileSelection {
  const one = { from: position, to: position + 1 };
  const ranges = isSelected(selection, position)
    ? without(selection.ranges, one)
    : merged([...selection.ranges, one]);
  return { ranges, anchor: position, focus: position };
}

/**
 * Selects from the anchor to this position, as a Shift-click or Shift with arrows does. With `keep` (Ctrl)
 * the rest of the selection stays.
 */
export function extend(selection: TileSelection, position: number, keep = false): TileSelection {
  const { anchor } = selection;
  const range = { from: Math.min(anchor, position), to: Math.max(anchor, position) + 1 };
  return { ranges: keep ? merged([...selection.ranges, range]) : [range], anchor, focus: position };
}

/** Selects the ranges of a rubber band or a lasso; with `keep` the earlier selection stays. */
export function selectRanges(
  selection: TileSelection,
  ranges: readonly Range[],
  keep: boolean,
): TileSelection {
  const chosen = merged(keep ? [...selection.ranges, ...ranges] : ranges);
  const first = ranges[0]?.from;
  return first === undefined
    ? { ...selection, ranges: chosen }
    : { ranges: chosen, anchor: first, focus: first };
}

/** The rows at the selected positions. */
export function selectedRows({ ranges }: TileSelection, rows: Int32Array): Int32Array<ArrayBuffer> {
  const inside = ranges.map(({ from, to }) => rows.subarray(from, Math.min(to, rows.length)));
  const chosen = new Int32Array(inside.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of inside) {
    chosen.set(part, at);
    at += part.length;
  }
  return chosen;
}

/** The ranges of positions whose row satisfies `has`. */
export function rangesWhere(rows: Int32Array, has: (row: number) => boolean): Range[] {
  const ranges: Range[] = [];
  let from = -1;
  for (let position = 0; position <= rows.length; position++) {
    const inside = position < rows.length && has(rows[position]);
    if (inside && from < 0) from = position;
    if (!inside && from >= 0) {
      ranges.push({ from, to: position });
      from = -1;
    }
  }
  return ranges;
}

/**
 * The same images selected after the rows were filtered or sorted again. The focus stays on its image or, if
 * that is gone, at its position.
 */
export function carryOver(selection: TileSelection, before: Int32Array, after: Int32Array): TileSelection {
  const last = Math.max(0, after.length - 1);
  const place = after.indexOf(before[selection.focus]);
  const focus = place >= 0 ? place : Math.min(selection.focus, last);
  if (selection.ranges.length === 0) return { ranges: [], anchor: focus, focus };
  return { ranges: rangesWhere(after, among(selectedRows(selection, before))), anchor: focus, focus };
}

/** Returns a function that says whether the rows contain a row. */
export function among(rows: Int32Array): (row: number) => boolean {
  let most = -1;
  for (const row of rows) if (row > most) most = row;
  const bits = new Uint8Array(most + 1);
  for (const row of rows) bits[row] = 1;
  return (row) => bits[row] === 1;
}

/** The index of the first range that ends after the position. */
function firstEndingAfter(ranges: readonly Range[], position: number): number {
  let low = 0;
  let high = ranges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ranges[middle].to > position) high = middle;
    else low = middle + 1;
  }
  return low;
}

function merged(ranges: readonly Range[]): Range[] {
  const sorted = [...ranges].sort((a, b) => a.from - b.from);
  const result: Range[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last && range.from <= last.to)
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    else result.push(range);
  }
  return result;
}

function without(ranges: readonly Range[], gone: Range): Range[] {
  return ranges.flatMap((range) => {
    if (range.to <= gone.from || range.from >= gone.to) return [range];
    const rest = [
      { from: range.from, to: gone.from },
      { from: gone.to, to: range.to },
    ];
    return rest.filter(({ from, to }) => from < to);
  });
}

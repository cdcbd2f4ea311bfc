import { describe, expect, it } from 'vitest';
import {
  all,
  carryOver,
  countSelected,
  extend,
  isSelected,
  nothing,
  only,
  rangesWhere,
  selectedRows,
  selectRanges,
  toggle,
} from './selection';

const positions = (selection: Parameters<typeof isSelected>[0], images: number) =>
  Array.from({ length: images }, (_, i) => i).filter((i) => isSelected(selection, i));

describe('selection', () => {
  it('Ctrl-click adds and takes out, and splits a range', () => {
    const three = toggle(toggle(only(2), 3), 1);
    expect(three.ranges).toEqual([{ from: 1, to: 4 }]);
    expect(toggle(three, 2).ranges).toEqual([
      { from: 1, to: 2 },
      { from: 3, to: 4 },
    ]);
    expect(toggle(only(5), 5).ranges).toEqual([]);
  });

  it('Shift-click goes from the anchor to either side, and leaves the anchor', () => {
    const down = extend(only(4), 7);
    expect(down).toEqual({ ranges: [{ from: 4, to: 8 }], anchor: 4, focus: 7 });
    expect(extend(down, 2).ranges).toEqual([{ from: 2, to: 5 }]);
  });

  it('Ctrl and Shift keep what was selected', () => {
    const first = only(1);
    const second = { ...toggle(first, 10), anchor: 10 };
    expect(positions(extend(second, 12, true), 20)).toEqual([1, 10, 11, 12]);
  });

  it('a million are one range', () => {
    const everything = all(only(7), 1_000_000);
    expect(everything.ranges).toHaveLength(1);
    expect(countSelected(everything)).toBe(1_000_000);
    expect(everything.focus).toBe(7);
    expect(isSelected(everything, 999_999)).toBe(true);
    expect(isSelected(everything, 1_000_000)).toBe(false);
    expect(all(nothing, 0).ranges).toEqual([]);
  });

  it('ranges of a band join where they touch', () => {
    const band = selectRanges(
      only(0),
      [
        { from: 4, to: 6 },
        { from: 6, to: 9 },
        { from: 12, to: 13 },
      ],
      true,
    );
    expect(band.ranges).toEqual([
      { from: 0, to: 1 },
      { from: 4, to: 9 },
      { from: 12, to: 13 },
    ]);
    expect(selectRanges(only(3), [], false).ranges).toEqual([]);
  });

  it('gives the rows at the selected positions', () => {
    const rows = Int32Array.of(9, 8, 7, 6, 5);
    expect([...selectedRows(toggle(extend(only(0), 1), 4), rows)]).toEqual([9, 8, 5]);
  });

  it('carries the same images over to another order', () => {
    const before = Int32Array.of(10, 11, 12, 13);
    const after = Int32Array.of(13, 12, 30, 10);
    const carried = carryOver(extend(only(0), 2), before, after);
    expect(positions(carried, 4)).toEqual([1, 3]);
    expect(after[carried.focus]).toBe(12);
  });

  it('keeps the place of the focus where its image is gone', () => {
    const carried = carryOver(only(3), Int32Array.of(1, 2, 3, 4), Int32Array.of(1, 2));
    expect(carried).toEqual({ ranges: [], anchor: 1, focus: 1 });
    expect(carryOver(only(0), Int32Array.of(1), new Int32Array()).focus).toBe(0);
  });

  it('finds ranges of rows', () => {
    expect(rangesWhere(Int32Array.of(1, 2, 3, 4, 5, 6), (row) => row !== 3)).toEqual([
      { from: 0, to: 2 },
      { from: 3, to: 6 },
    ]);
  });
});

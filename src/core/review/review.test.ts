import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decisions } from '../vocabulary/decisions';
import {
  arrangeRows,
  disagreementOf,
  filterRows,
  flagBit,
  flagsOf,
  groupRows,
  histogramOf,
  type ReviewColumnSet,
  type RowFilter,
  reviewFlags,
} from './index';

const sizes = { classes: 3, sources: 2 };
const bins = (length: number) =>
  fc
    .array(fc.constantFrom(0, 1), { minLength: length, maxLength: length })
    .map((list) => Uint8Array.from(list));
const value = fc.oneof(fc.float({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN));

const row = fc.record({
  classIndex: fc.nat(sizes.classes - 1),
  state: fc.nat(4),
  flags: fc.nat(31),
  decision: fc.nat(4),
  source: fc.nat(sizes.sources - 1),
  confidence: value,
  ood: value,
});
type Row = typeof row extends fc.Arbitrary<infer T> ? T : never;

const range = fc.tuple(
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
);
const filters = (rows: number): fc.Arbitrary<RowFilter> =>
  fc.record(
    {
      ...{ classes: bins(sizes.classes), states: bins(5), flags: fc.nat(31), decisions: bins(5) },
      ...{
        sources: bins(sizes.sources),
        confidence: range,
        ood: range,
        only: fc.array(bins(rows), { maxLength: 2 }),
      },
    },
    { requiredKeys: [] },
  );

const columnsOf = (rows: readonly Row[]): ReviewColumnSet => ({
  classIndex: Int32Array.from(rows, ({ classIndex }) => classIndex),
  state: Uint8Array.from(rows, ({ state }) => state),
  flags: Uint8Array.from(rows, ({ flags }) => flags),
  decisions: Uint8Array.from(rows, ({ decision }) => decision),
  sources: Uint16Array.from(rows, ({ source }) => source),
  confidence: Float32Array.from(rows, ({ confidence }) => confidence),
  oodScore: Float32Array.from(rows, ({ ood }) => ood),
});

/** Whether a row passes, with one facet left out: the simplest implementation. */
function passes(each: Row, i: number, filter: RowFilter, without?: string): boolean {
  const use = <T>(name: string, wanted: T | undefined, test: (wanted: T) => unknown) =>
    wanted === undefined || name === without || Boolean(test(wanted));
  const within = (value: number) => (bounds: readonly [number, number]) =>
    Math.fround(value) >= Math.fround(bounds[0]) && Math.fround(value) <= Math.fround(bounds[1]);
  return (
    use('classes', filter.classes, (list) => list[each.classIndex]) &&
    use('states', filter.states, (list) => list[each.state]) &&
    use('flags', filter.flags || undefined, (bits) => bits & each.flags) &&
    use('decisions', filter.decisions, (list) => list[each.decision]) &&
    use('sources', filter.sources, (list) => list[each.source]) &&
    use('confidence', filter.confidence, within(each.confidence)) &&
    use('ood', filter.ood, within(each.ood)) &&
    use('only', filter.only, (lists) => lists.every((list) => list[i]))
  );
}

describe('filterRows', () => {
  it('lets through what holds in all, and counts a facet by what the others let through', () => {
    const pairs = fc
      .array(row, { maxLength: 30 })
      .chain((rows) => fc.tuple(fc.constant(rows), filters(rows.length)));
    fc.assert(
      fc.property(pairs, ([rows, filter]) => {
        const { passing, count, facets } = filterRows(columnsOf(rows), filter, sizes);
        expect(Array.from(passing, Boolean)).toEqual(rows.map((each, i) => passes(each, i, filter)));
        expect(count).toBe(passing.filter(Boolean).length);
        const counted = (facet: string, holds: (each: Row, entry: number) => boolean, entries: number) =>
          Array.from(
            { length: entries },
            (_, entry) =>
              rows.filter((each, i) => holds(each, entry) && passes(each, i, filter, facet)).length,
          );
        expect(Array.from(facets.classes)).toEqual(counted('classes', (each, c) => each.classIndex === c, 3));
        expect(Array.from(facets.states)).toEqual(counted('states', (each, s) => each.state === s, 5));
        expect(Array.from(facets.flags)).toEqual(
          counted('flags', (each, f) => (each.flags & (1 << f)) > 0, 5),
        );
        expect(Array.from(facets.decisions)).toEqual(
          counted('decisions', (each, d) => each.decision === d, 5),
        );
        expect(Array.from(facets.sources)).toEqual(counted('sources', (each, s) => each.source === s, 2));
      }),
      { numRuns: 300 },
    );
  });
});

describe('arrangeRows and groupRows', () => {
  const passing = Uint8Array.of(1, 0, 1, 1, 1);
  const order = Int32Array.of(4, 3, 2, 1, 0);

  it('keep the order, either way', () => {
    expect(Array.from(arrangeRows({ passing, count: 4 }, null))).toEqual([0, 2, 3, 4]);
    expect(Array.from(arrangeRows({ passing, count: 4 }, null, true))).toEqual([4, 3, 2, 0]);
    expect(Array.from(arrangeRows({ passing, count: 4 }, order))).toEqual([4, 3, 2, 0]);
  });

  it('group by class and leave out what is empty', () => {
    const rows = arrangeRows({ passing, count: 4 }, order);
    expect(groupRows(rows, Int32Array.of(2, 1, 0, 2, 0), 3)).toEqual({
      rows: Int32Array.of(4, 2, 3, 0),
      groups: [
        { classIndex: 0, start: 0, images: 2 },
        { classIndex: 2, start: 2, images: 2 },
      ],
    });
  });
});

describe('histogramOf', () => {
  it('counts equal bins, with the outermost open and NaN in none', () => {
    const values = Float32Array.of(-5, 0, 0.24, 0.25, 0.5, 0.99, 1, 7, Number.NaN, Number.NEGATIVE_INFINITY);
    expect(Array.from(histogramOf(values, 0, 1, 4))).toEqual([4, 1, 1, 3]);
    expect(Array.from(histogramOf(Float32Array.of(3, 3), 3, 3, 4))).toEqual([2, 0, 0, 0]);
  });
});

describe('flagsOf and disagreementOf', () => {
  // Undecided and sure, unsure, far out, accepted though far out, relabelled, marked as out of domain, changed.
  const input = {
    predicted: Int32Array.of(0, 0, 0, 0, 0, 0, 0),
    confidence: Float32Array.of(0.75, 0.25, 0.75, 0.25, 0.75, 0.75, 0.5),
    oodScore: Float32Array.of(1, 1, -9, -9, 1, 1, 1),
    copies: Uint16Array.of(3, 0, 0, 1, 1, 0, 1),
    decisions: Uint8Array.from([null, null, null, 'accept', 'relabel', 'ood', null] as const, (decision) =>
      decision === null ? 0 : decisions.indexOf(decision) + 1,
    ),
    decidedClass: Int32Array.of(-1, -1, -1, 0, 1, -1, -1),
    earlier: {
      predicted: Int32Array.of(0, 0, -1, 0, 0, 0, 2),
      confidence: Float32Array.of(0.5, 0.25, 0, 0, 0, 0.5, 0.5),
    },
  };

  const thresholds = [0.3, 0.3, 0.3];

  it('flag by thresholds where nobody decided, by the person where one did', () => {
    const flags = flagsOf(input, { thresholds, oodLimit: 0 });
    const named = Array.from(flags, (bits) => reviewFlags.filter((flag) => bits & flagBit(flag)));
    expect(named).toEqual([
      ['copies'],
      ['below-threshold'],
      ['ood'],
      [],
      ['disagrees'],
      ['ood'],
      ['changed'],
    ]);
    expect(flagsOf(input, { thresholds, oodLimit: null })[2]).toBe(0);
  });

  it('disagree most where both are sure of different classes', () => {
    expect(Array.from(disagreementOf(input))).toEqual([0.25, 0, 0, 0, 1.75, 0.25, 1.25]);
  });
});

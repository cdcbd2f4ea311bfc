import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evenCuts } from './even-cuts';

const sums = (work: Float64Array, cuts: readonly (readonly [number, number])[]) =>
  cuts.map(([from, to]) => work.subarray(from, to).reduce((sum, each) => sum + each, 0));

describe('pieces of about equal work', () => {
  it('give the thread of the strong views fewer rows', () => {
    // 8 labelled and 8 weak rows take one unit each, and 8 strong ones take three.
    const work = Float64Array.from({ length: 24 }, (_, i) => (i < 16 ? 1 : 3));
    const cuts = evenCuts(work, 2);
    expect(cuts).toEqual([
      [0, 17],
      [17, 24],
    ]);
    expect(sums(work, cuts)).toEqual([19, 21]);
  });

  it('never part an item from the next one that it is joined with', () => {
    const rows = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), fc.boolean(), (list, parts, odd) => {
        const joined = new Set(
          list.flatMap((_, i) => (i % 2 === Number(odd) && i + 1 < list.length ? [i] : [])),
        );
        const cuts = evenCuts(Float64Array.from(list), parts, joined);
        expect(cuts.flatMap(([from, to]) => Array.from({ length: to - from }, (_, i) => from + i))).toEqual([
          ...list.keys(),
        ]);
        for (const [, to] of cuts) expect(joined.has(to - 1)).toBe(false);
      }),
    );
  });

  it('hold every row once, in order, none empty, none off its share by more than the largest row', () => {
    const rows = fc.array(fc.integer({ min: 1, max: 17 }), { minLength: 1, maxLength: 80 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 9 }), (list, parts) => {
        const work = Float64Array.from(list);
        const cuts = evenCuts(work, parts);
        expect(cuts.length).toBeLessThanOrEqual(parts);
        expect(cuts[0][0]).toBe(0);
        expect(cuts.at(-1)?.[1]).toBe(work.length);
        cuts.forEach(([from, to], i) => {
          expect(to).toBeGreaterThan(from);
          if (i > 0) expect(from).toBe(cuts[i - 1][1]);
        });
        const share = list.reduce((sum, each) => sum + each, 0) / parts;
        for (const sum of sums(work, cuts)) expect(sum).toBeLessThanOrEqual(share + Math.max(...list));
      }),
    );
  });
});

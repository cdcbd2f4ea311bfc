import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandidatePairs } from './candidates';
import { groupsByNames, Joined } from './groups';
import { keptNear } from './near-pairs';

describe('groups by names', () => {
  it('hold who shares a name, and who shares one with them', () => {
    expect([...groupsByNames([['a'], ['b'], ['a', 'c'], [], ['c'], ['b'], []])]).toEqual([
      0, 1, 0, 3, 0, 1, 6,
    ]);
  });

  it('are the same as reaching all over shared names', () => {
    const cases = fc.array(fc.array(fc.constantFrom(...'abcdefgh'), { maxLength: 3 }), { maxLength: 30 });
    fc.assert(
      fc.property(cases, (names) => {
        const groups = groupsByNames(names);
        const expected = names.map((_, start) => {
          const reached = new Set([start]);
          for (const at of reached)
            for (const [i, its] of names.entries())
              if (its.some((name) => names[at].includes(name))) reached.add(i);
          return Math.min(...reached);
        });
        expect([...groups]).toEqual(expected);
      }),
    );
  });
});

/** Lists of near ones from pairs of rows. */
function nearOf(
  images: number,
  pairs: readonly (readonly [number, number, number])[],
  counts?: readonly number[],
) {
  const rows = new Int32Array(images * keptNear).fill(-1);
  const bits = new Uint8Array(images * keptNear).fill(9);
  const filled = new Array<number>(images).fill(0);
  for (const [a, b, distance] of pairs)
    for (const [row, other] of [
      [a, b],
      [b, a],
    ]) {
      const at = row * keptNear + filled[row]++;
      rows[at] = other;
      bits[at] = distance;
    }
  return { rows, bits, counts: Uint16Array.from(counts ?? filled) };
}

describe('pairs to compare', () => {
  const sides = new Int32Array(6).fill(200);

  it('come once, the nearest first, and not those that are joined or known to differ', () => {
    const near = nearOf(6, [
      [0, 1, 5],
      [1, 2, 0],
      [3, 4, 2],
      [0, 2, 3],
      [4, 5, 1],
    ]);
    const pairs = new CandidatePairs(sides, near);
    pairs.differ(4, 3);
    const joined = new Joined(6);
    const rows = (found: readonly { row: number; other: number }[]) =>
      found.map(({ row, other }) => [row, other]);
    expect(rows(pairs.next(joined, 1))).toEqual([[1, 2]]);
    joined.join(1, 2);
    expect(rows(pairs.next(joined, 2))).toEqual([
      [4, 5],
      [0, 2],
    ]);
    joined.join(0, 2);
    expect(pairs.next(joined, 9)).toEqual([]);
  });

  it('of a kind are given up where a thousand were hardly ever one picture, and only of that kind', () => {
    const images = 5000;
    const small = 2400;
    const near = nearOf(
      images,
      Array.from({ length: images / 2 }, (_, i) => [2 * i, 2 * i + 1, 0] as const),
    );
    const pairs = new CandidatePairs(
      Int32Array.from({ length: images }, (_, row) => (row < small ? 28 : 300)),
      near,
    );
    const joined = new Joined(images);
    let compared = { small: 0, large: 0 };
    for (;;) {
      const [pair] = pairs.next(joined, 1);
      if (!pair) break;
      compared = pair.detailed
        ? { ...compared, large: compared.large + 1 }
        : { ...compared, small: compared.small + 1 };
      pairs.tell(pair, pair.detailed && pair.row % 10 === 0);
      if (pair.detailed && pair.row % 10 === 0) joined.join(pair.row, pair.other);
    }
    expect(compared).toEqual({ small: 1000, large: (images - small) / 2 });
  });
});

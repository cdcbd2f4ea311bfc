import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CandidatePairs } from './candidates';
import { groupsByNames, Joined, joinPairs } from './groups';
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

describe('what is kept apart', () => {
  it('is brought together by nothing between, in whatever order it is joined', () => {
    for (const links of [
      [
        [0, 1],
        [1, 2],
        [3, 4],
        [2, 3],
      ],
      [
        [2, 3],
        [3, 4],
        [1, 2],
        [0, 1],
      ],
    ]) {
      const joined = new Joined(5);
      joined.keepApart(4, 0);
      const made = links.map(([a, b]) => joined.join(a, b));
      // Only the last link, which would have connected 0 and 4, is refused.
      expect(made).toEqual([true, true, true, false]);
      expect(joined.of(0)).not.toBe(joined.of(4));
    }
  });

  it('does not draw what it is like away from the others', () => {
    const refused: number[][] = [];
    // 4 is kept apart from 1 and 3, and is also like 2; that pair comes first.
    const joined = joinPairs(5, [4, 2, 2, 1, 2, 3], [4, 1, 3, 4], (a, b) => refused.push([a, b]));
    expect(refused).toEqual([[4, 2]]);
    expect([0, 1, 2, 3, 4].map((thing) => joined.of(thing))).toEqual([0, 1, 1, 1, 4]);
  });

  it('is as a search of all links in turn says', () => {
    const pair = fc.tuple(fc.nat(11), fc.nat(11)).filter(([a, b]) => a !== b);
    fc.assert(
      fc.property(fc.array(pair, { maxLength: 8 }), fc.array(pair, { maxLength: 40 }), (apart, links) => {
        const joined = new Joined(12);
        for (const [a, b] of apart) joined.keepApart(a, b);
        let groups = Array.from({ length: 12 }, (_, i) => new Set([i]));
        for (const [a, b] of links) {
          const both = new Set([...groups[a], ...groups[b]]);
          const isRefused = groups[a] !== groups[b] && apart.some(([x, y]) => both.has(x) && both.has(y));
          expect(joined.join(a, b)).toBe(!isRefused);
          if (!isRefused) groups = groups.map((group, i) => (both.has(i) ? both : group));
        }
        expect(groups.map((group) => Math.min(...group))).toEqual(groups.map((_, i) => joined.of(i)));
      }),
    );
  });
});

/** Lists of near images from pairs of rows. */
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

  it('are crowded where the hash of one has five near hashes or more', () => {
    const near = nearOf(
      4,
      [
        [0, 1, 0],
        [2, 3, 0],
      ],
      [1, 5, 4, 4],
    );
    const found = new CandidatePairs(new Int32Array(4).fill(28), near).next(new Joined(4), 9);
    expect(found.map(({ row, other, crowded }) => [row, other, crowded])).toEqual([
      [2, 3, false],
      [0, 1, true],
    ]);
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

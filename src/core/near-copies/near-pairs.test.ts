import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { keptNear, type LookHashes, nearBits, nearImages } from './near-pairs';

const random = new Random(3);
const word = () => Math.floor(random.next() * 2 ** 32) >>> 0;
const noCrops = { crops: new Uint32Array(), cropOf: new Int32Array() };

/** A hash with some bits turned. */
function turned([upper, lower]: readonly number[], bits: number): [number, number] {
  const words: [number, number] = [upper, lower];
  const places = new Random(upper ^ bits).shuffle(Array.from({ length: 64 }, (_, i) => i)).slice(0, bits);
  for (const place of places) words[place >> 5] = (words[place >> 5] ^ (1 << (place & 31))) >>> 0;
  return words;
}

const bitsOf = (value: number) => (value >>> 0).toString(2).replaceAll('0', '').length;
const distance = ({ base }: LookHashes, a: number, b: number) =>
  bitsOf(base[a * 2] ^ base[b * 2]) + bitsOf(base[a * 2 + 1] ^ base[b * 2 + 1]);
const listOf = ({ rows }: { rows: Int32Array }, row: number) =>
  [...rows.subarray(row * keptNear, (row + 1) * keptNear)].filter((other) => other >= 0);

describe('near hashes', () => {
  it('are those that comparing all finds: all within 6 bits, most within 8, and no others', async () => {
    const count = 3000;
    const hashes: LookHashes = { base: Uint32Array.from({ length: count * 2 }, word), ...noCrops };
    // Every third image is a copy of the one before, 0 to 9 bits away.
    for (let row = 1; row < count; row += 3)
      hashes.base.set(
        turned([...hashes.base.subarray((row - 1) * 2, row * 2)], ((row / 3) % 10) | 0),
        row * 2,
      );
    const near = await nearImages(hashes);
    const seen = { near: 0, further: 0, furtherFound: 0 };
    for (let row = 0; row < count; row++) {
      const found = listOf(near, row);
      for (const other of found) expect(distance(hashes, row, other)).toBeLessThanOrEqual(nearBits);
      expect(near.counts[row]).toBe(found.length);
      if (row % 3 !== 1) continue;
      const bits = distance(hashes, row, row - 1);
      if (bits <= 6) expect(found).toContain(row - 1);
      if (bits <= 6) seen.near++;
      else if (bits <= nearBits) {
        seen.further++;
        if (found.includes(row - 1)) seen.furtherFound++;
      }
    }
    expect(seen.near).toBe(700);
    expect(seen.furtherFound / seen.further).toBeGreaterThan(0.8);
  });

  it('lists the nearest first, and no more than it keeps', async () => {
    const first: [number, number] = [word(), word()];
    const base = Uint32Array.from(
      [first, ...Array.from({ length: 12 }, (_, i) => turned(first, 1 + (i % 6)))].flat(),
    );
    const near = await nearImages({ base, ...noCrops });
    expect([...near.bits.subarray(0, keptNear)]).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
    expect(near.counts[0]).toBe(12);
  });

  it('joins a burst of equal hashes, however long, by its lists', async () => {
    const count = 2000;
    const base = new Uint32Array(count * 2).fill(0x12345678);
    const near = await nearImages({ base, ...noCrops });
    // All images are reached from the first by following the lists.
    const reached = new Set([0]);
    const edges = new Map<number, number[]>();
    for (let row = 0; row < count; row++)
      for (const other of listOf(near, row))
        for (const [a, b] of [
          [row, other],
          [other, row],
        ])
          edges.set(a, [...(edges.get(a) ?? []), b]);
    for (const row of reached) for (const other of edges.get(row) ?? []) reached.add(other);
    expect(reached.size).toBe(count);
  });

  it('finds a picture that is a part of another', async () => {
    const hashes = {
      base: Uint32Array.from({ length: 20 }, word),
      crops: Uint32Array.from({ length: 60 }, word),
    };
    const cropOf = Int32Array.from({ length: 30 }, (_, i) => Math.floor(i / 3));
    hashes.base.set(turned([...hashes.crops.subarray(2 * 14, 2 * 15)], 3), 2 * 9);
    const near = await nearImages({ ...hashes, cropOf });
    expect([listOf(near, 9), listOf(near, 4)]).toEqual([[4], [9]]);
  });
});

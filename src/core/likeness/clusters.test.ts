import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { centreOf, clusterCount, clustered, typicalOf } from './clusters';
import { cosine, likestFirst } from './likeness';
import { lookWidth, quantised } from './look';

/** Looks around `count` directions, `each` of every kind, one kind after another. */
function kinds(count: number, each: number, noise = 0.03): Int8Array {
  const random = new Random(5);
  const centres = Array.from({ length: count }, () =>
    Array.from({ length: lookWidth }, () => random.normal()),
  );
  const looks = new Int8Array(count * each * lookWidth);
  for (let i = 0; i < count * each; i++) {
    const centre = centres[Math.floor(i / each)];
    looks.set(quantised(centre.map((number) => number + noise * random.normal())), i * lookWidth);
  }
  return looks;
}

const rowsOf = (looks: Int8Array) => Int32Array.from({ length: looks.length / lookWidth }, (_, row) => row);

function finished<T>(work: Generator<number, T>): { value: T; shares: number[] } {
  const shares: number[] = [];
  for (;;) {
    const { done, value } = work.next();
    if (done) return { value, shares };
    shares.push(value);
  }
}

describe('clustered', () => {
  it('finds kinds that differ, the largest first, and gives the same again', () => {
    const looks = kinds(6, 50);
    // The last kind is the largest.
    const rows = rowsOf(looks).subarray(40);
    const { value } = finished(clustered(looks, rows, { count: 6, seed: 1 }));
    expect([...value.images]).toEqual([50, 50, 50, 50, 50, 10]);
    for (let kind = 0; kind < 6; kind++) {
      const members = value.of.filter((_, place) => Math.floor(rows[place] / 50) === kind);
      expect(new Set(members).size).toBe(1);
    }
    expect(finished(clustered(looks, rows, { count: 6, seed: 1 })).value).toEqual(value);
  });

  it('leaves no cluster empty where fewer images differ than clusters are asked for', () => {
    const looks = kinds(3, 20, 0);
    const { value } = finished(clustered(looks, rowsOf(looks), { count: 8, seed: 1 }));
    expect([...value.images]).toEqual([20, 20, 20]);
    expect(value.centres).toHaveLength(3 * lookWidth);
  });

  it('works in short pieces, and tells how far it is', () => {
    const [images, count] = [3000, 50];
    const looks = kinds(10, images / 10, 1);
    const { shares } = finished(clustered(looks, rowsOf(looks), { count, seed: 1 }));
    const steps = shares.map((share, i) => share - (shares[i - 1] ?? 0));
    expect(steps.every((step) => step > 0)).toBe(true);
    expect(shares.at(-1)).toBeLessThanOrEqual(1);
    // Seeding, ten rounds and the last pass each go over all images. Other work gets its turn after each seeded centre and after each piece
    // of images that was compared with all centres: after 16,384 products at most. The rounds may end sooner, which shows as one long step.
    const products = steps.map((step) => step * 12 * images * count).sort((x, y) => x - y);
    expect(products.at(-2)).toBeLessThan(16_384 + count);
  });
});

it('clusterCount is the root of half the number, from 8 to 200, and never leaves one image alone', () => {
  expect([0, 1, 2, 10, 100, 20_000, 1_000_000].map(clusterCount)).toEqual([1, 1, 1, 5, 8, 100, 200]);
});

it('typicalOf gives those nearest to the centre, the nearest first', () => {
  const looks = kinds(4, 30, 0.5);
  const rows = rowsOf(looks);
  const clusters = finished(clustered(looks, rows, { count: 4, seed: 2 })).value;
  const { value } = finished(typicalOf(looks, rows, clusters, 5));
  for (const [cluster, places] of value.entries()) {
    const close = Array.from(rows, (row) =>
      clusters.of[row] === cluster ? cosine(looks, row, centreOf(clusters, cluster)) : -1,
    );
    const best = [...close.keys()].sort((a, b) => close[b] - close[a]).slice(0, 5);
    expect([...places]).toEqual(best);
  }
});

it('likestFirst puts the largest first and keeps equal ones in order', () => {
  expect([...likestFirst(Float32Array.of(0.1, 1, -1, 0.1, 0.5))]).toEqual([1, 4, 0, 3, 2]);
  expect([...likestFirst(new Float32Array())]).toEqual([]);
});

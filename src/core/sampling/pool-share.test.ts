import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { poolShare, sharedCount } from './pool-share';

const random = new Random(1);
const hex = () => Array.from({ length: 64 }, () => random.int(16).toString(16)).join('');
const pool = Array.from({ length: 640 }, (_, id) => ({ id, contentHash: hex() }));
const shares = [1 / 128, 1 / 16, 1 / 4, 1 / 2, 1];

describe('a share of the pool', () => {
  it('has so many images, each share being part of the next', () => {
    const drawn = shares.map((share) => poolShare(pool, share, 7));
    expect(drawn.map(({ length }) => length)).toEqual([5, 40, 160, 320, 640]);
    for (const [i, share] of drawn.slice(0, -1).entries())
      for (const image of share) expect(drawn[i + 1]).toContain(image);
  });

  it('is the same whatever the order of the images, which it keeps', () => {
    const turned = [...pool].reverse();
    for (const share of shares)
      expect(poolShare(turned, share, 7)).toEqual([...poolShare(pool, share, 7)].reverse());
  });

  it('is another one by another seed', () => {
    const ids = (seed: number) => poolShare(pool, 0.25, seed).map(({ id }) => id);
    const both = ids(1).filter((id) => ids(2).includes(id)).length;
    // A quarter of a quarter by chance.
    expect(both).toBeGreaterThan(20);
    expect(both).toBeLessThan(70);
  });

  it('tells images apart whose hashes begin alike', () => {
    const alike = ['a', 'b', 'c', 'd'].map((end) => ({ contentHash: `00000000${end.repeat(56)}` }));
    expect(poolShare(alike, 0.5, 3)).toEqual(alike.slice(0, 2));
    expect(poolShare([...alike].reverse(), 0.5, 3)).toEqual([alike[1], alike[0]]);
  });

  it('is never empty where the pool is not', () => {
    expect([sharedCount(3, 0.01), sharedCount(0, 0.5), sharedCount(10, 1)]).toEqual([1, 0, 10]);
    expect(poolShare([], 0.5, 1)).toEqual([]);
  });
});

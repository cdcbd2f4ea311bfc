import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { poolShares } from './class-shares';

describe('poolShares', () => {
  it('finds the shares of a pool whose classes are not as frequent as where its probabilities hold', () => {
    // Two Gaussians of deviation 1 at -1 and 1. The probabilities assume equal shares; in the pool, 90 % are of the second.
    const random = new Random(11);
    const images = 8000;
    const rows = new Float32Array(images * 2);
    for (let i = 0; i < images; i++) {
      const x = (random.next() < 0.9 ? 1 : -1) + random.normal();
      const second = 1 / (1 + Math.exp(-2 * x));
      rows.set([1 - second, second], i * 2);
    }
    const shares = poolShares(rows, Float64Array.of(0.5, 0.5), 0);
    expect(shares[1]).toBeCloseTo(0.9, 1);
    // The mean of the probabilities is lower than that.
    expect(shares[1]).toBeGreaterThan(0.87);
  });

  it('stays near what was before where the pool says little', () => {
    const before = Float64Array.of(0.2, 0.8);
    expect([...poolShares(new Float32Array(), before, 5)]).toEqual([0.2, 0.8]);
    const vague = Float32Array.from({ length: 40 }, (_, i) => (i % 2 === 0 ? 0.25 : 0.75));
    expect(poolShares(vague, before, 20)[0]).toBeLessThan(0.45);
    expect(poolShares(vague, before, 20)[0]).toBeGreaterThan(0.2);
  });

  it('lets a small sample of a pool speak against many held-out images', () => {
    const sure = Float32Array.from({ length: 800 }, (_, i) => (i % 2 === 0 ? 0.999 : 0.001));
    // Halfway to what the pool says, since as many images with the shares `before` are added.
    expect(poolShares(sure, Float64Array.of(0.5, 0.5), 20_000)[0]).toBeCloseTo(0.75, 2);
  });
});

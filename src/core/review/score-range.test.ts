import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { scoreRange } from './score-range';

function quantiles(values: number[]): (share: number) => number {
  const sorted = values.toSorted((a, b) => a - b);
  return (share) => sorted[Math.floor(share * (sorted.length - 1))];
}

const shareBetween = (values: number[], min: number, max: number) =>
  values.filter((value) => value >= min && value <= max).length / values.length;

describe('the range of a histogram of scores', () => {
  const random = new Random(3);
  const inDomain = Array.from({ length: 900 }, () => -20 + 6 * random.normal());

  it('is not flattened by images far out of domain, one or a tenth of all', () => {
    for (const far of [1, 100]) {
      const scores = [...inDomain, ...Array.from({ length: far }, (_, i) => -117_681 + 900 * i)];
      const { min, max } = scoreRange(quantiles(scores), [-37.7]);
      // The limit is not at the edge, and what lies in the domain takes a good part of the width.
      expect((-37.7 - min) / (max - min)).toBeGreaterThan(0.08);
      expect(36 / (max - min)).toBeGreaterThan(0.2);
      expect(shareBetween(inDomain, min, max)).toBeGreaterThan(0.99);
    }
  });

  it('shows everything where nothing lies far off', () => {
    const scores = [...inDomain, ...Array.from({ length: 100 }, () => -60 + 5 * random.normal())];
    const { min, max } = scoreRange(quantiles(scores), []);
    expect(shareBetween(scores, min, max)).toBeGreaterThan(0.99);
  });

  it('holds every limit, with room below it, also where most images are out of domain', () => {
    const scores = [
      ...inDomain.slice(0, 100),
      ...Array.from({ length: 900 }, () => -9000 + 700 * random.normal()),
    ];
    const { min, max } = scoreRange(quantiles(scores), [-37.7, -2]);
    expect(min).toBeLessThan(-37.7);
    expect(max).toBeGreaterThanOrEqual(-2);
    expect(scoreRange(quantiles([1, 1, 1]), [1])).toEqual({ min: 1, max: 1 });
  });

  it('is not flattened by a few far above either', () => {
    const { min, max } = scoreRange(quantiles([...inDomain, 1e6]), [-37.7]);
    expect(36 / (max - min)).toBeGreaterThan(0.2);
  });
});

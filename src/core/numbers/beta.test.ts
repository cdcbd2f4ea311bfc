import { describe, expect, it } from 'vitest';
import { beta } from './beta';
import { Random } from './random';

const drawn = (alpha: number, count = 40_000) => {
  const random = new Random(8, Math.round(alpha * 1000));
  return Float64Array.from({ length: count }, () => beta(alpha, random)).sort();
};

describe('the Beta distribution with two equal parameters', () => {
  // scipy.stats.beta(alpha, alpha).ppf([0.05, 0.25, 0.5, 0.75, 0.95]), SciPy 1.16.3; Beta(1, 1) is even.
  it.each([
    [1, [0.05, 0.25, 0.5, 0.75, 0.95]],
    [0.5, [0.0061558297, 0.1464466094, 0.5, 0.8535533906, 0.9938441703]],
    [2, [0.1353503, 0.3263518, 0.5, 0.6736482, 0.8646497]],
  ])('%f has its quantiles', (alpha, quantiles) => {
    const values = drawn(alpha);
    for (const [i, share] of [0.05, 0.25, 0.5, 0.75, 0.95].entries()) {
      // How many lie below the quantile: five standard deviations of a share of 40,000 draws.
      const below = values.findIndex((value) => value > quantiles[i]) / values.length;
      expect(Math.abs(below - share)).toBeLessThan(5 * Math.sqrt((share * (1 - share)) / values.length));
    }
  });

  it.each([0.01, 0.2, 0.5, 1, 4])(
    '%f has mean 1/2 and variance 1 / (4 (2 alpha + 1)), all from 0 to 1',
    (alpha) => {
      const values = drawn(alpha);
      const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
      const variance = values.reduce((sum, value) => sum + (value - 0.5) ** 2, 0) / values.length;
      expect(values[0]).toBeGreaterThanOrEqual(0);
      expect(values[values.length - 1]).toBeLessThanOrEqual(1);
      expect(mean).toBeCloseTo(0.5, 1.8);
      expect(variance * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1.3);
    },
  );
});

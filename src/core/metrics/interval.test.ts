import { describe, expect, it } from 'vitest';
import { wilson } from './interval';

describe('wilson', () => {
  // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('%i of %i', (right, all, low, high) => {
    const given = wilson(right, all);
    expect(given?.low).toBeCloseTo(low, 4);
    expect(given?.high).toBeCloseTo(high, 4);
  });

  it('says nothing of nothing', () => expect(wilson(0, 0)).toBeNull());
});

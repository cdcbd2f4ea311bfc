import { describe, expect, it } from 'vitest';
import { fisher, holm, logFactorials } from './fisher';

const logs = logFactorials(200);

describe('Fisher’s exact test', () => {
  it('says of the lady who tastes tea what Fisher says (The Design of Experiments, 1935)', () => {
    const whole = { images: 8, right: 4 };
    // Of 70 ways to choose 4 of 8 cups, 1 has all four right, and 17 have at least three.
    expect(fisher({ images: 4, right: 4 }, whole, logs)).toBeCloseTo(2 / 70, 12);
    expect(fisher({ images: 4, right: 3 }, whole, logs)).toBeCloseTo(34 / 70, 12);
    expect(fisher({ images: 4, right: 2 }, whole, logs)).toBe(1);
  });

  it('is the same from the side of the other images', () => {
    const whole = { images: 200, right: 150 };
    const part = fisher({ images: 60, right: 35 }, whole, logs);
    expect(part).toBeLessThan(0.01);
    expect(fisher({ images: 140, right: 115 }, whole, logs)).toBeCloseTo(part, 12);
  });

  it('tells nothing where all images are right, or none', () => {
    for (const right of [0, 200])
      expect(fisher({ images: 50, right: right / 4 }, { images: 200, right }, logs)).toBe(1);
  });
});

describe('Holm’s correction', () => {
  it('multiplies the smallest by the number of values, the next by one less, and keeps their order', () => {
    expect(holm([0.01, 0.04, 0.03])).toEqual([0.03, 0.06, 0.06]);
    expect(holm([0.5, 0.6])).toEqual([1, 1]);
    expect(holm([])).toEqual([]);
  });
});

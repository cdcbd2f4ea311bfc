import { describe, expect, it } from 'vitest';
import { chooseModel, differenceError, isWorse } from './promotion';

const of = (value: number | null, images = 200) => ({
  value,
  error: value === null ? 0 : Math.sqrt((value * (1 - value)) / images),
  images,
});

describe('the next teacher', () => {
  it('is the student unless it is worse beyond the standard error of the difference', () => {
    // sqrt(0.8 * 0.2 / 200 + 0.78 * 0.22 / 200) = 0.0407
    expect(differenceError(of(0.8), of(0.78))).toBeCloseTo(0.0407, 4);
    expect(isWorse(of(0.78), of(0.8))).toBe(false);
    expect(isWorse(of(0.75), of(0.8))).toBe(true);
    expect(isWorse(of(0.78, 10_000), of(0.8, 10_000))).toBe(true);
    expect(isWorse(of(0.85), of(0.8))).toBe(false);
  });

  it('is the student where nothing was held out', () => {
    expect(isWorse(of(null, 0), of(0.8))).toBe(false);
    expect(isWorse(of(0.1), of(null, 0))).toBe(false);
  });
});

describe('the model that is exported', () => {
  it('is the best on validation, the newest of equal ones, and says what it cannot be told from', () => {
    expect(chooseModel([of(0.8), of(0.9), of(0.5)], 'best')).toEqual({ at: 1, why: 'best', alike: [] });
    expect(chooseModel([of(0.9), of(0.89), of(0.9)], 'best')).toEqual({ at: 2, why: 'tie', alike: [0, 1] });
    expect(chooseModel([of(0.9), of(0.5)], 'newest')).toEqual({ at: 1, why: 'newest', alike: [] });
  });

  it('is the newest without validation, and the only one where there is one', () => {
    expect(chooseModel([of(0.9), of(null, 0)], 'best')).toEqual({ at: 1, why: 'no-validation', alike: [] });
    expect(chooseModel([of(null, 0)], 'best')).toEqual({ at: 0, why: 'only', alike: [] });
  });
});

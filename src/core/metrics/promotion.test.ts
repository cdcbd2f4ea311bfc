import { describe, expect, it } from 'vitest';
import { chooseModel, differenceError, isWorse, judgeFix } from './promotion';

const of = (value: number | null, images = 200, set: string | null = 'a') => ({
  value,
  error: value === null || images === 0 ? 0 : Math.sqrt((value * (1 - value)) / images),
  images,
  set,
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
    const best = { at: 1, why: 'best', alike: [], apart: [] };
    expect(chooseModel([of(0.8), of(0.9), of(0.5)], 'best')).toEqual(best);
    const tie = { at: 2, why: 'tie', alike: [0, 1], apart: [] };
    expect(chooseModel([of(0.9), of(0.89), of(0.9)], 'best')).toEqual(tie);
    expect(chooseModel([of(0.9), of(0.5)], 'newest')).toEqual({ at: 1, why: 'newest', alike: [], apart: [] });
  });

  it('is the newest without validation, and the only one where there is one', () => {
    expect(chooseModel([of(0.9), of(null, 0)], 'best')).toMatchObject({ at: 1, why: 'no-validation' });
    expect(chooseModel([of(null, 0)], 'best')).toMatchObject({ at: 0, why: 'only' });
  });

  it('is not held against models that other images validated', () => {
    const redrawn = [of(0.99, 200, 'before'), of(0.8, 100, 'after'), of(0.7, 100, 'after')];
    expect(chooseModel(redrawn, 'best')).toEqual({ at: 1, why: 'best', alike: [], apart: [0] });
    expect(chooseModel(redrawn.slice(0, 2), 'best')).toEqual({
      at: 1,
      why: 'other-images',
      alike: [],
      apart: [0],
    });
    // Inputs that are gone: nobody knows whether the images were the same.
    expect(chooseModel([of(0.9, 0, null), of(0.8, 0, null)], 'best')).toMatchObject({
      at: 1,
      why: 'other-images',
    });
  });
});

describe('the resolution fix', () => {
  it('is kept only where it is better', () => {
    expect(judgeFix(0.8, 0.81)).toEqual({ kept: true, why: 'better' });
    expect(judgeFix(0.8, 0.8)).toEqual({ kept: false, why: 'equal' });
    expect(judgeFix(0.8, 0.5)).toEqual({ kept: false, why: 'worse' });
  });

  it('is kept where nothing was held out to judge it by', () => {
    expect(judgeFix(null, null)).toEqual({ kept: true, why: 'no-validation' });
  });
});

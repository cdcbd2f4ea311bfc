import { expect, it } from 'vitest';
import { flaggedShare } from './flagged-share';

const bins = { min: -10, max: 10, counts: Uint32Array.of(10, 30, 40, 20) };

it('counts the images below the limit, and of a divided bin the part that lies below', () => {
  expect(flaggedShare(bins, 0)).toBe(0.4);
  expect(flaggedShare(bins, -5)).toBe(0.1);
  expect(flaggedShare(bins, 2.5)).toBeCloseTo(0.6, 12);
});

it('is everything or nothing for limits outside of the bins', () => {
  expect(flaggedShare(bins, -1000)).toBe(0);
  expect(flaggedShare(bins, 1000)).toBe(1);
});

it('is nothing without a limit or without images, and does not divide by the width of equal scores', () => {
  expect(flaggedShare(bins, null)).toBe(0);
  expect(flaggedShare({ ...bins, counts: Uint32Array.of(0, 0) }, 1)).toBe(0);
  expect(flaggedShare({ min: 3, max: 3, counts: Uint32Array.of(7) }, 4)).toBe(1);
  expect(flaggedShare({ min: 3, max: 3, counts: Uint32Array.of(7) }, 3)).toBe(0);
});

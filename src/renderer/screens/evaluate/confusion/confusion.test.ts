import { describe, expect, it } from 'vitest';
import { ConfusionCounts } from '../../../../core/metrics/confusion';
import { mostConfused, topConfusions } from './confusion';

// Rows are labels: 8 of 10 images of class 0 were right, 2 were taken for class 2.
const counts = ConfusionCounts.from([
  ...[8, 0, 2], //
  ...[0, 9, 0],
  ...[3, 1, 4],
]);

describe('topConfusions', () => {
  it('lists mistakes by images, with their share of the label', () => {
    expect(topConfusions(counts)).toEqual([
      { label: 2, predicted: 0, images: 3, share: 3 / 8 },
      { label: 0, predicted: 2, images: 2, share: 0.2 },
      { label: 2, predicted: 1, images: 1, share: 1 / 8 },
    ]);
    expect(topConfusions(counts, 1)).toHaveLength(1);
  });
});

describe('mostConfused', () => {
  it('keeps the classes with most mistakes, in their own order', () => {
    expect(mostConfused(counts, 2)).toEqual([0, 2]);
    expect(mostConfused(counts, 9)).toEqual([0, 1, 2]);
  });
});

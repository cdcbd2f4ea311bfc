import { expect, it } from 'vitest';
import type { Point } from './downsample';
import { smoothed } from './smooth';

const ys = (points: readonly Point[]) => points.map(([, y]) => y);

it('begins with the first point itself and keeps a constant curve', () => {
  const constant = Array.from({ length: 50 }, (_, x): Point => [x, 3.25]);
  for (const y of ys(smoothed(constant, 0.97))) expect(y).toBeCloseTo(3.25, 12);
  expect(smoothed([[10, 7]], 0.999)).toEqual(
    [[10, 7.000000000000002]].map(([x, y]) => [x, expect.closeTo(y, 9)]),
  );
});

it('weighs the points before by powers of the weight', () => {
  const points: Point[] = [
    [1, 1],
    [2, 0],
    [3, 4],
    [4, 2],
  ];
  const weight = 0.6;
  const expected = points.map((_, n) => {
    const weights = points.slice(0, n + 1).map((_, i) => weight ** (n - i));
    const sum = weights.reduce((total, each) => total + each, 0);
    return points.slice(0, n + 1).reduce((total, [, y], i) => total + (weights[i] / sum) * y, 0);
  });
  for (const [i, y] of ys(smoothed(points, weight)).entries()) expect(y).toBeCloseTo(expected[i], 12);
});

it('leaves a curve as it is without a weight', () => {
  const points: Point[] = [
    [1, 1],
    [2, 0],
  ];
  expect(smoothed(points, 0)).toBe(points);
});

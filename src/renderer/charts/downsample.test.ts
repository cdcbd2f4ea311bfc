import { describe, expect, it } from 'vitest';
import { downsample, type Point } from './downsample';

const line = (count: number, y: (x: number) => number): Point[] =>
  Array.from({ length: count }, (_, x) => [x, y(x)]);

describe('downsample', () => {
  it('leaves short curves alone', () => {
    const points = line(10, (x) => x);
    expect(downsample(points, 10)).toBe(points);
  });

  it('gives as many points as asked, in order, each one of the curve, with both ends', () => {
    const points = line(10_007, (x) => Math.sin(x / 300));
    const few = downsample(points, 400);
    expect(few).toHaveLength(400);
    expect(few[0]).toBe(points[0]);
    expect(few.at(-1)).toBe(points.at(-1));
    const known = new Set(points);
    expect(few.every((point) => known.has(point))).toBe(true);
    expect(few.every(([x], i) => i === 0 || x > few[i - 1][0])).toBe(true);
  });

  it('keeps a single spike that a mean would hide', () => {
    const points = line(5000, (x) => (x === 3217 ? 50 : 1));
    expect(downsample(points, 100).some(([, y]) => y === 50)).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { FarthestFirst } from './farthest-first';

const line = [0, 1, 2, 9, 10, 100];
const onLine = () => new FarthestFirst(line.length, (a, b) => Math.abs(line[a] - line[b]));
const choose = (from: FarthestFirst, count: number) => Array.from({ length: count }, () => from.next());

describe('farthest first', () => {
  it('takes one of each cluster before a second of any', () => {
    const [a, b, c] = choose(onLine(), 3).map((point) => line[point]);
    expect([a, b, c]).toEqual([0, 100, 10]);
  });

  it('keeps away from what is covered, and never gives it', () => {
    const space = onLine();
    space.cover(line.indexOf(100));
    space.cover(line.indexOf(0));
    expect(choose(space, 5)).toEqual([4, 2, 1, 3, -1]);
  });

  it('gives equal points once each, and -1 at the end', () => {
    const same = new FarthestFirst(3, () => 0);
    expect(choose(same, 4)).toEqual([0, 1, 2, -1]);
  });

  it('is empty without points', () => {
    expect(new FarthestFirst(0, () => 0).next()).toBe(-1);
  });

  it('is within twice the best radius (Gonzalez 1985)', () => {
    // Four squares of side 1 far apart: with four centres no point is farther than sqrt(0.5) from the middle of its square.
    const points = [0, 10, 20, 30].flatMap((x) =>
      Array.from({ length: 25 }, (_, i) => [x + (i % 5) / 4, Math.floor(i / 5) / 4]),
    );
    const distance = (a: number, b: number) =>
      Math.hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]);
    const centres = choose(new FarthestFirst(points.length, distance), 4);
    const radius = Math.max(
      ...points.map((_, point) => Math.min(...centres.map((centre) => distance(point, centre)))),
    );
    expect(radius).toBeLessThanOrEqual(2 * Math.SQRT1_2);
  });
});

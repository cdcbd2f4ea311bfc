import { describe, expect, it } from 'vitest';
import { moved, resized, toCanvas, toPlane, wholePlane, zoomed } from './camera';
import { isInside, pointsInside } from './lasso';
import { PointIndex } from './point-index';

describe('camera', () => {
  const camera = zoomed(wholePlane(800, 600), 3, { x: 100, y: 500 });

  it('goes to the canvas and back', () => {
    const there = toCanvas(camera, { x: 0.3, y: -0.7 });
    const back = toPlane(camera, there);
    expect(back.x).toBeCloseTo(0.3, 9);
    expect(back.y).toBeCloseTo(-0.7, 9);
  });

  it('shows all of the plane, y up', () => {
    const corner = toCanvas(wholePlane(800, 600), { x: -1, y: 1 });
    expect(corner.x).toBeGreaterThan(0);
    expect(corner.y).toBeGreaterThan(0);
    expect(corner.y).toBeLessThan(300);
  });

  it('keeps the point under the pointer when it zooms, and moves with it', () => {
    const at = { x: 650, y: 120 };
    const before = toPlane(camera, at);
    const after = toPlane(zoomed(camera, 1.7, at), at);
    expect(after.x).toBeCloseTo(before.x, 9);
    expect(after.y).toBeCloseTo(before.y, 9);
    const dragged = toCanvas(moved(camera, { x: 12, y: -5 }), before);
    expect(dragged.x).toBeCloseTo(at.x + 12, 6);
    expect(dragged.y).toBeCloseTo(at.y - 5, 6);
  });

  it('does not zoom without end', () => {
    expect(zoomed(camera, 1e9, { x: 0, y: 0 }).scale).toBe(zoomed(camera, 1e12, { x: 0, y: 0 }).scale);
    expect(resized(wholePlane(800, 600), 400, 300).scale).toBeCloseTo(wholePlane(400, 300).scale, 9);
  });
});

describe('lasso', () => {
  /** A polygon in the shape of a U: the gap between its arms is outside. */
  const u = [
    [0, 0],
    [3, 0],
    [3, 3],
    [2, 3],
    [2, 1],
    [1, 1],
    [1, 3],
    [0, 3],
  ].map(([x, y]) => ({ x, y }));

  it('takes what is inside, also where it is not convex', () => {
    expect(isInside(u, { x: 0.5, y: 2 })).toBe(true);
    expect(isInside(u, { x: 1.5, y: 2 })).toBe(false);
    expect(isInside(u, { x: 1.5, y: 0.5 })).toBe(true);
    const xs = Float32Array.of(0.5, 1.5, 2.5, 9);
    const ys = Float32Array.of(2, 2, 2, 2);
    expect(pointsInside(u, xs, ys)).toEqual([0, 2]);
    expect(pointsInside(u.slice(0, 2), xs, ys)).toEqual([]);
  });
});

describe('point index', () => {
  it('finds the same nearest point as looking at all', () => {
    const random = (seed: number) => Math.sin(seed * 12.9898) % 1;
    const xs = Float32Array.from({ length: 2000 }, (_, i) => random(i + 1));
    const ys = Float32Array.from({ length: 2000 }, (_, i) => random(i + 5000));
    const index = new PointIndex(xs, ys);
    for (let k = 0; k < 50; k++) {
      const at = { x: random(k + 90_000), y: random(k + 80_000) };
      let best = -1;
      let least = 0.05 ** 2;
      for (let i = 0; i < xs.length; i++) {
        const distance = (xs[i] - at.x) ** 2 + (ys[i] - at.y) ** 2;
        if (distance <= least) [best, least] = [i, distance];
      }
      expect(index.nearest(at, 0.05) ?? -1).toBe(best);
    }
  });

  it('finds nothing out of reach', () => {
    expect(
      new PointIndex(Float32Array.of(0.9), Float32Array.of(0.9)).nearest({ x: 0, y: 0 }, 0.1),
    ).toBeNull();
  });
});

import type { MapPoint } from './camera';

/** Whether a point lies inside a polygon (even-odd rule). */
export function isInside(polygon: readonly MapPoint[], { x, y }: MapPoint): boolean {
  let inside = false;
  for (let i = 0, before = polygon.length - 1; i < polygon.length; before = i++) {
    const a = polygon[i];
    const b = polygon[before];
    if (a.y > y !== b.y > y && x < ((b.x - a.x) * (y - a.y)) / (b.y - a.y) + a.x) inside = !inside;
  }
  return inside;
}

/** Indices of the points inside a polygon. */
export function pointsInside(polygon: readonly MapPoint[], xs: Float32Array, ys: Float32Array): number[] {
  if (polygon.length < 3) return [];
  const left = Math.min(...polygon.map(({ x }) => x));
  const right = Math.max(...polygon.map(({ x }) => x));
  const low = Math.min(...polygon.map(({ y }) => y));
  const high = Math.max(...polygon.map(({ y }) => y));
  const found: number[] = [];
  for (let i = 0; i < xs.length; i++) {
    const [x, y] = [xs[i], ys[i]];
    if (x >= left && x <= right && y >= low && y <= high && isInside(polygon, { x, y })) found.push(i);
  }
  return found;
}

import { describe, expect, it } from 'vitest';
import { Random } from '../numbers/random';
import { scaleToPlane } from './plane';

const scaled = (values: readonly number[]) => {
  const places = Float32Array.from(values);
  scaleToPlane(places);
  return [...places];
};
const atEdge = (places: readonly number[]) => places.filter((place) => Math.abs(place) === 1).length;

describe('places on the plane of a map', () => {
  const random = new Random(5);
  const cloud = Array.from({ length: 300 }, () => 40 * random.normal());

  it('are all inside where none lies far off, the farthest one near the edge', () => {
    for (const values of [
      cloud,
      [3, -1, 2],
      [5, 5, 5, 5],
      Array.from({ length: 2000 }, (_, i) => i - 1000),
    ]) {
      const places = scaled(values);
      expect(atEdge(places)).toBe(0);
      expect(Math.max(...places.map(Math.abs))).toBeCloseTo(0.999, 5);
      // The picture is not bent.
      expect(places[1] / places[0]).toBeCloseTo(values[1] / values[0], 5);
    }
  });

  it('are at the edge for those far off alone, be they one or a tenth of all', () => {
    for (const far of [1, 30]) {
      const places = scaled([...cloud, ...Array.from({ length: far }, (_, i) => -117_681 - i)]);
      expect(places.slice(300).every((place) => place === -1)).toBe(true);
      expect(atEdge(places)).toBeLessThanOrEqual(far + 2);
      expect(places.slice(0, 300).filter((place) => Math.abs(place) > 0.2).length).toBeGreaterThan(100);
    }
  });

  it('stay where all are one, and there may be none', () => {
    expect(scaled([0, 0, 0])).toEqual([0, 0, 0]);
    expect(scaled([])).toEqual([]);
  });
});

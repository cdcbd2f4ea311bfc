import type { Point } from './downsample';

/**
 * The exponential moving average of a curve, `weight` (0 to 1) of what was before, freed of the bias towards its start at 0 by division by
 * 1 - weight^n (Kingma and Ba 2015, section 3): the first point is itself, and a constant curve stays as it is.
 */
export function smoothed(points: readonly Point[], weight: number): readonly Point[] {
  if (weight <= 0) return points;
  let [sum, rest] = [0, 1];
  return points.map(([x, y]): Point => {
    sum = weight * sum + (1 - weight) * y;
    rest *= weight;
    return [x, sum / (1 - rest)];
  });
}

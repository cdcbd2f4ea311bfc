import type { Point } from './downsample';

/**
 * The exponential moving average of a curve, in which earlier points have the `weight` (0 to 1). Division by 1 - weight^n corrects the bias
 * towards its start at 0 (Kingma and Ba 2015, section 3): the first point and a constant curve stay as they are.
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

import { percentile } from '../numbers/percentile';

/** A size with a score below this is odd. */
export const oddSizeLimit = 0.5;

/** How far from the middle half of all sizes a size still counts as usual, in widths of that half: CleanVision's default. */
const reach = 3;

/**
 * How usual each size is, from 0 to 1, as CleanVision 0.3.7 scores it: the distance of the square root of the area from the middle of what
 * is usual. Below 0.5 it is odd. Unlike in CleanVision, a side between 0.5 and 1.5 times the middle is never odd: if half of all images
 * have nearly the same size, CleanVision calls every other size odd, which may be a quarter of all images.
 */
export function oddSizeScores(widths: ArrayLike<number>, heights: ArrayLike<number>): Float32Array {
  const sides = Float64Array.from({ length: widths.length }, (_, i) => Math.sqrt(widths[i] * heights[i]));
  if (sides.length === 0) return new Float32Array();
  const sorted = sides.slice().sort();
  const [low, high] = [0.25, 0.75].map((share) => percentile(sorted, share));
  const [least, most] = [low - reach * (high - low), high + reach * (high - low)];
  const middle = (least + most) / 2;
  const span = Math.max(most - least, middle);
  return Float32Array.from(sides, (side) => 1 - Math.min(1, Math.abs(side - middle) / span));
}

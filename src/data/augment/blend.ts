/**
 * PIL's `ImageEnhance` blends an image with a degenerate one: `degenerate + factor * (image - degenerate)`, in single
 * precision, cut to 0 to 255 and rounded down. A factor of 0 is the degenerate image, 1 the image, more exaggerates.
 */

/** `factor * difference` for differences -255 to 255, in single precision; shared, filled anew by each op. */
const scaled = new Float32Array(511);

/** Fills and returns the table of `factor * (index - 255)`. */
export function scaledDifferences(factor: number): Float32Array {
  const single = Math.fround(factor);
  for (let i = 0; i < 511; i++) scaled[i] = single * (i - 255);
  return scaled;
}

/** One blended value; `table` from `scaledDifferences`. */
export function blended(degenerate: number, value: number, table: Float32Array): number {
  const sum = Math.fround(degenerate + table[value - degenerate + 255]);
  return sum <= 0 ? 0 : sum >= 255 ? 255 : sum | 0;
}

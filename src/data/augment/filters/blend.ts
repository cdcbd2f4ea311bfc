/**
 * PIL's `ImageEnhance` blends an image with a degenerate one: `degenerate + factor * (image - degenerate)`, in
 * single precision, cut to 0 to 255 and rounded down. A factor of 0 returns the degenerate image and 1 the
 * image; a larger one exaggerates.
 */

/**
 * `factor * difference` for differences -255 to 255, in single precision; the array is shared, and each op
 * fills it again.
 */
const scaled = new Float32Array(511);

/** A scaled difference beyond this results in black or white, whatever it is added to. */
const reach = 1024;

/**
 * Clamps integers from -reach to 0 to 255. It is a table, because a processor cannot predict whether a value
 * is clamped.
 */
const cut = Uint8Array.from({ length: 2 * reach + 256 }, (_, i) => Math.max(0, Math.min(255, i - reach)));

/** Fills and returns the table of `factor * (index - 255)`. */
export function scaledDifferences(factor: number): Float32Array {
  const single = Math.fround(factor);
  for (let i = 0; i < 511; i++) scaled[i] = Math.max(-reach, Math.min(reach, single * (i - 255)));
  return scaled;
}

/** One blended value; `table` from `scaledDifferences`. */
export function blended(degenerate: number, value: number, table: Float32Array): number {
  return cut[(Math.fround(degenerate + table[value - degenerate + 255]) | 0) + reach];
}

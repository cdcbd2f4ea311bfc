/** z of a two-sided 95 % interval. */
const z = 1.959964;

/**
 * The 95 % interval of a share of which `right` of `all` were observed (Wilson 1927): it stays within 0 and 1, and is also meaningful for
 * few images and for shares near 0 or 1. Null if nothing was counted.
 */
export function wilson(right: number, all: number): { low: number; high: number } | null {
  if (all === 0) return null;
  const share = right / all;
  const spread = z * Math.sqrt((share * (1 - share)) / all + z ** 2 / (4 * all ** 2));
  const [middle, whole] = [share + z ** 2 / (2 * all), 1 + z ** 2 / all];
  return { low: Math.max(0, (middle - spread) / whole), high: Math.min(1, (middle + spread) / whole) };
}

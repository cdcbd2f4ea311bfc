/** The share of extreme scores at either end that does not widen the histogram. */
const tail = 0.005;
/**
 * The histogram reaches this many spreads below the median, where a spread is the distance from the median to
 * the upper end.
 */
const spreads = 6;

/**
 * The range of a histogram of scores (higher: more in-domain) in which its bars are distinguishable: scores
 * far below, as of out-of-domain images, are drawn at its edge. The limits lie inside, with room on both
 * sides to drag them. `at(share)` returns a quantile of the finite scores, 0 to 1.
 */
export function scoreRange(
  at: (share: number) => number,
  limits: readonly number[],
): { readonly min: number; readonly max: number } {
  const [median, upper] = [at(0.5), at(1 - tail)];
  const highest = Math.max(at(1) - upper <= upper - median ? at(1) : upper, ...limits);
  const spread = highest - median;
  // If most images are out of domain the median is one of them, and the limit shows where the others begin.
  const least = Math.min(...limits, median);
  const room = Math.max(highest - least, spread);
  const lowest = Math.max(at(tail), Math.min(median - spreads * spread, least - room));
  return { min: Math.min(lowest, ...limits.map((limit) => limit - 0.1 * (highest - limit))), max: highest };
}

/** Share of the scores at either end that a picture is not stretched for, however far off they lie. */
const tail = 0.005;
/** A picture reaches as many spreads below the middle, where a spread is that from the median to the upper end. */
const spreads = 6;

/**
 * From where to where a histogram of scores (higher: more in-domain) is drawn, so that its bars can be told apart: the few or many that lie
 * far below, as out-of-domain images do, are drawn at its edge. The limits lie inside, with room on both sides to drag them.
 * `at(share)` gives a quantile of the finite scores, 0 to 1.
 */
export function scoreRange(
  at: (share: number) => number,
  limits: readonly number[],
): { readonly min: number; readonly max: number } {
  const [median, upper] = [at(0.5), at(1 - tail)];
  const highest = Math.max(at(1) - upper <= upper - median ? at(1) : upper, ...limits);
  const spread = highest - median;
  // Where most are out of domain the median is one of them, and the limit tells where the others begin.
  const least = Math.min(...limits, median);
  const room = Math.max(highest - least, spread);
  const lowest = Math.max(at(tail), Math.min(median - spreads * spread, least - room));
  return { min: Math.min(lowest, ...limits.map((limit) => limit - 0.1 * (highest - limit))), max: highest };
}

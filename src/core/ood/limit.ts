import { studioError } from '../errors';

/**
 * The limit below which an image counts as out-of-domain: the largest one that keeps at least the share `keep` of the
 * held-out labelled images (`score >= limit`). Throws `ood-limit` for no scores or NaN among them.
 */
export function oodLimit(heldOutScores: ArrayLike<number>, keep: number): number {
  const sorted = Float64Array.from(heldOutScores).sort();
  if (sorted.length === 0 || Number.isNaN(sorted[sorted.length - 1])) throw studioError('ood-limit', {});
  // 1e-9 compensates for rounding: 0.05 x 100 must be 5, not 5.000000000000004 or 4.999999999999996.
  const dropped = Math.floor((1 - keep) * sorted.length + 1e-9);
  return sorted[Math.min(dropped, sorted.length - 1)];
}

/**
 * Area under the ROC curve: the chance that an in-domain image scores higher than an out-of-domain one, ties counted half
 * (Mann-Whitney U with mid-ranks). NaN where a side is empty.
 */
export function auroc(inDomain: ArrayLike<number>, outOfDomain: ArrayLike<number>): number {
  const inside = Float64Array.from(inDomain).sort();
  const outside = Float64Array.from(outOfDomain).sort();
  if (inside.length === 0 || outside.length === 0) return Number.NaN;
  let below = 0;
  let notAbove = 0;
  let wins = 0;
  for (const score of inside) {
    while (below < outside.length && outside[below] < score) below++;
    while (notAbove < outside.length && outside[notAbove] <= score) notAbove++;
    wins += (below + notAbove) / 2;
  }
  return wins / (inside.length * outside.length);
}

/** Share of out-of-domain images that pass the limit which keeps `keep` of the in-domain ones; at 0.95 known as FPR95. */
export function passedShare(
  inDomain: ArrayLike<number>,
  outOfDomain: ArrayLike<number>,
  keep: number,
): number {
  const limit = oodLimit(inDomain, keep);
  return Array.from(outOfDomain).filter((score) => score >= limit).length / outOfDomain.length;
}

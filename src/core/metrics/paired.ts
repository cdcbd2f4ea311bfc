import type { CommonImages } from './evaluation';

/** z of a two-sided 95 % interval. */
const z = 1.959964;
/** A difference with a p-value above this is called noise. */
const level = 0.05;

/** How far the first of two models is ahead on the same images. */
export interface PairedDifference {
  /** Shares, the first less the other, with its 95 % interval. */
  readonly difference: number;
  readonly low: number;
  readonly high: number;
  /** The probability of such a difference between two equally good models. */
  readonly p: number;
  readonly withinNoise: boolean;
}

/**
 * Compares two models on the images of both: only images that just one of them classifies correctly tell them apart. The interval is Wald's
 * with half an image more in each of the four cells (Agresti and Min 2005, "Simple improved confidence intervals for comparing matched
 * proportions"); p is McNemar's, exact and mid-p (Fagerland, Lydersen and Laake 2013). With few images the approximate interval may exclude
 * 0 although the exact test sees chance; it is then extended to 0, so that the interval and the verdict never contradict each other. Null
 * if they have no image in common, or if an older version did not count.
 */
export function pairedDifference({
  images,
  right,
  rightOfOther,
  onlyRight,
}: CommonImages): PairedDifference | null {
  if (images === 0 || onlyRight === undefined) return null;
  const onlyOther = onlyRight - (right - rightOfOther);
  const [more, less, all] = [onlyRight + 0.5, onlyOther + 0.5, images + 2];
  const middle = (more - less) / all;
  const spread = (z * Math.sqrt(more + less - (more - less) ** 2 / all)) / all;
  const p = mcNemar(onlyRight, onlyOther);
  const isChance = p >= level;
  const low = Math.max(-1, Math.min(middle - spread, isChance ? 0 : 1));
  const high = Math.min(1, Math.max(middle + spread, isChance ? 0 : -1));
  return {
    difference: (onlyRight - onlyOther) / images,
    ...{ low, high, p },
    withinNoise: low <= 0 && high >= 0,
  };
}

/**
 * The two-sided mid-p of a split of `a + b` images that each fall to either side with equal probability:
 * twice the smaller tail, whose last term counts half.
 */
export function mcNemar(a: number, b: number): number {
  const [fewer, all] = [Math.min(a, b), a + b];
  if (all === 0) return 1;
  let [logTerm, tail] = [-all * Math.LN2, 0];
  for (let k = 0; k <= fewer; k++) {
    tail += Math.exp(logTerm) * (k === fewer ? 0.5 : 1);
    logTerm += Math.log((all - k) / (k + 1));
  }
  return Math.min(1, 2 * tail);
}

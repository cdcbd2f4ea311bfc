import { wilson } from '../metrics/interval';
import type { Note } from '../words/notes';
import type { Share } from './expected-right';

/** The estimate from held-out images for a selection, as it is stored and shown. Shares are 0 to 1. */
export interface TrustSummary extends Share {
  readonly kept: number;
  /** Kept images that a person decided about; they count as right. */
  readonly decided: number;
  readonly heldOut: number;
  /** Where the held-out images come from: validation images, or labelled ones that were each judged by a linear probe fitted on others. */
  readonly by: 'validation' | 'folds';
  readonly inDomain: number;
  readonly temperature: number;
  readonly byClass: readonly (Share & { readonly classId: number; readonly kept: number })[];
  /** Advice, the most helpful first; empty where the share is high enough. */
  readonly advice: readonly Note[];
}

/**
 * Below this share a warning is shown: a student can learn from the right labels that are left, but two wrong labels for every three right
 * ones cost more than they gain.
 */
export const worryingShare = 0.7;

/** A 95 % interval wider than this does not even separate labels that are mostly right from labels that are mostly wrong. */
const widestTold = 0.5;

/**
 * Whether so few labelled images were held out that the share says little: if half of them were right, the Wilson interval of that share
 * would be too wide, scaled by the part of the kept images that no person decided. If nobody decided any, fewer than 12 are too few. The
 * estimate's own interval is no help then, since it relies on the model's own confidences.
 */
export function isTooFew({
  heldOut,
  kept,
  decided,
}: Pick<TrustSummary, 'heldOut' | 'kept' | 'decided'>): boolean {
  const { low, high } = wilson(heldOut / 2, heldOut) ?? { low: 0, high: 1 };
  return (high - low) * (1 - decided / Math.max(1, kept)) > widestTold;
}

/** The verdict on a selection: nothing is known of its share (`few`), the share is too low (`low`), or it is high enough (`well`). */
export function verdictOn(
  trust: Pick<TrustSummary, 'heldOut' | 'kept' | 'decided' | keyof Share>,
): 'few' | 'low' | 'well' {
  if (isTooFew(trust)) return 'few';
  return isWorrying(trust) ? 'low' : 'well';
}

/** The share of each class; none if there are too few held-out images even for all classes together. */
export const toldByClass = (trust: TrustSummary): TrustSummary['byClass'] =>
  isTooFew(trust) ? [] : trust.byClass;

export const isWorrying = ({ share }: Share): boolean => share < worryingShare;

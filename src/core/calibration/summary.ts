import { wilson } from '../metrics/interval';
import type { Note } from '../words/notes';
import type { Share } from './expected-right';

/** The estimate from held-out images for a selection, as it is stored and shown. Shares are 0 to 1. */
export interface TrustSummary extends Share {
  readonly kept: number;
  /** Kept images that a person decided about; they count as right. */
  readonly decided: number;
  readonly heldOut: number;
  /** Validation images; or labelled ones, each judged by a linear probe that was fitted on others. */
  readonly by: 'validation' | 'folds';
  readonly inDomain: number;
  readonly temperature: number;
  readonly byClass: readonly (Share & { readonly classId: number; readonly kept: number })[];
  /** Advice, the most helpful first; empty where the share is high enough. */
  readonly advice: readonly Note[];
}

/** Below this share a selection is warned about: a student learns from what is left, but two wrong labels in three right ones cost more than they bring. */
export const worryingShare = 0.7;

/** A 95 % interval wider than this does not even tell labels that are mostly right from labels that are mostly wrong. */
const widestTold = 0.5;

/**
 * Whether so few labelled images were held out that the share says little: if half of them were right, the interval of that share alone
 * (Wilson) would be too wide, for the part of the kept images that no person decided. Where nobody decided any, fewer than 12 are too few: the
 * estimate's own interval is then no help, since it leans on what the model says of itself.
 */
export function isTooFew({
  heldOut,
  kept,
  decided,
}: Pick<TrustSummary, 'heldOut' | 'kept' | 'decided'>): boolean {
  const { low, high } = wilson(heldOut / 2, heldOut) ?? { low: 0, high: 1 };
  return (high - low) * (1 - decided / Math.max(1, kept)) > widestTold;
}

/** What is to be said of a selection: nothing is known of its share (`few`), it is too low, or it is well. */
export function verdictOn(
  trust: Pick<TrustSummary, 'heldOut' | 'kept' | 'decided' | keyof Share>,
): 'few' | 'low' | 'well' {
  if (isTooFew(trust)) return 'few';
  return isWorrying(trust) ? 'low' : 'well';
}

/** The shares class by class; none where there are too few held-out images even for all classes together. */
export const toldByClass = (trust: TrustSummary): TrustSummary['byClass'] =>
  isTooFew(trust) ? [] : trust.byClass;

export const isWorrying = ({ share }: Share): boolean => share < worryingShare;

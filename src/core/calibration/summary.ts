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

export const isWorrying = ({ share }: Share): boolean => share < worryingShare;

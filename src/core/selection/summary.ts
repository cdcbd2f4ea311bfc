import type { TrustSummary } from '../calibration/summary';
import type { SelectionState } from './rule';

/** What a selection kept, for lists and reports. */
export interface SelectionSummary {
  readonly quota: number;
  readonly images: number;
  /** Images by state. */
  readonly states: Readonly<Record<SelectionState, number>>;
  readonly perClass: readonly {
    classId: number;
    available: number;
    kept: number;
    copies: number;
    short: number;
    /** The confidence that the class asked for; left out where one threshold was for all. */
    threshold?: number;
  }[];
  /** How right the kept pseudo-labels are taken to be; null where nobody can know, left out by versions before 0.3. */
  readonly trust?: TrustSummary | null;
}

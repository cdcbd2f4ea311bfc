import type { TrustSummary } from '../calibration/summary';
import type { SelectionState } from '../selection/rule';

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
    /** The threshold of the class; left out if one threshold applied to all classes. */
    threshold?: number;
  }[];
  /** The estimated share of right labels among the kept ones; null if it cannot be known, left out by versions before 0.3. */
  readonly trust?: TrustSummary | null;
}

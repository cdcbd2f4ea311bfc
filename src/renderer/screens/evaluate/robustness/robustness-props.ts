import type { RunView } from '../../../../contract';

/** Whose robustness is shown. */
export interface RobustnessProps {
  readonly run: RunView;
  /** The model to compare with; null where there is none. */
  readonly base: RunView | null;
}

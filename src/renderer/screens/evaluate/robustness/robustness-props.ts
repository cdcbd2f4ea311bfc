import type { RunView } from '../../../../contract';

/** The model whose robustness is shown. */
export interface RobustnessProps {
  readonly run: RunView;
  /** The model to compare with; null if there is none. */
  readonly base: RunView | null;
}

import type { ReviewAction, SelectionState } from '../../../../contract';
import { selectionStates } from '../../../../core/selection';
import { decisions } from '../../../../core/vocabulary/decisions';
import type { ExpectedTile } from './review-pages';

const states: Readonly<Record<ReviewAction, SelectionState | null>> = {
  accept: 'kept',
  relabel: 'kept',
  ood: 'out-of-domain',
  exclude: 'excluded',
  reset: null,
};

/** How a tile will look after a decision, shown before the studio answers. */
export function expectedAfter(decision: ReviewAction, classId: number | undefined): ExpectedTile {
  const state = states[decision];
  return {
    decision: decision === 'reset' ? 0 : decisions.indexOf(decision) + 1,
    state: state && selectionStates.indexOf(state),
    classId: classId ?? null,
  };
}

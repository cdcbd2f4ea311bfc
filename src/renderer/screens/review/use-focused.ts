import type { Decision, SelectionState } from '../../../contract';
import { decisions, type ReviewFlag, reviewFlags } from '../../../core/review';
import { selectionStates } from '../../../core/selection';
import type { Session } from './session';

/** What is known at once of the image under the focus. */
export interface FocusedTile {
  readonly row: number;
  readonly position: number;
  readonly imageId: number;
  readonly classId: number;
  readonly confidence: number;
  readonly state: SelectionState;
  readonly decision: Decision | null;
  readonly flags: readonly ReviewFlag[];
  readonly copies: number;
}

/** The image under the focus, in a component that follows it; null where there is none or it is not known yet. */
export function useFocused(session: Session): FocusedTile | null {
  const shown = session.shown.use();
  const { focus } = session.selection.use();
  session.drawn.use();
  const row = shown?.rows[focus];
  const { tiles } = session;
  if (row === undefined || !tiles.isKnown(row)) return null;
  return {
    row,
    position: focus,
    imageId: tiles.imageIds[row],
    classId: tiles.classIds[row],
    confidence: tiles.confidence[row],
    state: selectionStates[tiles.states[row]],
    decision: decisions[tiles.decisions[row] - 1] ?? null,
    flags: reviewFlags.filter((_, bit) => tiles.flags[row] & (1 << bit)),
    copies: tiles.copies[row],
  };
}

import type { Decision, SelectionState } from '../../../../contract';
import { type ReviewFlag, reviewFlags } from '../../../../core/review';
import { selectionStates } from '../../../../core/selection';
import { decisions } from '../../../../core/vocabulary/decisions';
import type { ReviewSession } from './review-session';

/** The loaded data of the focused image. */
export interface FocusedTile {
  readonly row: number;
  readonly imageId: number;
  readonly classId: number;
  /** Null if a person gave the class. */
  readonly confidence: number | null;
  readonly state: SelectionState;
  readonly decision: Decision | null;
  readonly flags: readonly ReviewFlag[];
  readonly copies: number;
}

/** The focused image, for a component that rerenders with it; null if there is none or it is not loaded yet. */
export function useFocused(session: ReviewSession): FocusedTile | null {
  const shown = session.shown.use();
  const { focus } = session.selection.use();
  session.drawn.use();
  const row = shown?.rows[focus];
  return row === undefined ? null : tileOf(session, row);
}

/** The loaded data of a row; null if they are not loaded yet. */
export function tileOf({ pages }: ReviewSession, row: number): FocusedTile | null {
  if (!pages.isKnown(row)) return null;
  return {
    row,
    imageId: pages.imageIds[row],
    classId: pages.classIds[row],
    confidence: pages.confidenceShown(row),
    state: selectionStates[pages.states[row]],
    decision: decisions[pages.decisions[row] - 1] ?? null,
    flags: reviewFlags.filter((_, bit) => pages.flags[row] & (1 << bit)),
    copies: pages.copies[row],
  };
}

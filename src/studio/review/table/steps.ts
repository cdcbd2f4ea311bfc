import type { Catalog } from '../../../catalog';
import type { ReviewStep, UndoState } from '../../../contract';

type Told = ReturnType<Catalog['reviews']['stepHistory']>[number];
type Marked = ReturnType<Catalog['labelSteps']['markHistory']>[number];

const decided = <S extends Omit<ReviewStep, 'marked'>>(step: S) => ({ ...step, marked: null });

const markedStep = ({ images, marked, at }: Omit<Marked, 'undone'>): ReviewStep => ({
  ...{ decision: 'mark', images, classId: null, labellingRunId: null, marked, at },
});

/**
 * The steps that undo and redo act on in a review: decisions and changes of marks by time, the latest for undo and the earliest for redo.
 * Changes of marks before a label was given are undone in Label.
 */
export function reviewSteps({ reviews, labelSteps }: Catalog): UndoState {
  const [steps, marks] = [reviews.steps(), labelSteps.markSteps()];
  const of = (direction: 'undo' | 'redo', isFirst: (mark: number, step: number) => boolean) => {
    const [step, mark] = [steps[direction], marks[direction]];
    if (mark && (!step || isFirst(mark.at, step.at))) return markedStep(mark);
    return step && decided(step);
  };
  return {
    undo: of('undo', (mark, step) => mark >= step),
    redo: of('redo', (mark, step) => mark < step),
  };
}

/** Decisions and changes of marks, at most `limit`, newest first; their numbers increase with time. */
export function reviewHistory(
  { reviews, labelSteps }: Catalog,
  limit: number,
): (ReviewStep & { readonly id: number; readonly undone: boolean })[] {
  const steps = reviews.stepHistory(limit);
  const marks = labelSteps.markHistory(limit);
  const merged: (ReviewStep & { undone: boolean })[] = [];
  const take = (step: Told | undefined, mark: Marked | undefined): boolean => {
    if (!step && !mark) return false;
    const isMark = mark !== undefined && (!step || mark.at >= step.at);
    if (isMark) merged.push({ ...markedStep(mark), undone: mark.undone });
    else if (step) merged.push(decided(step));
    return isMark;
  };
  for (let at = 0, of = 0; merged.length < limit && (steps[at] || marks[of]); )
    if (take(steps[at], marks[of])) of++;
    else at++;
  return merged.map((step, place) => ({ ...step, id: merged.length - place }));
}

import { useEffect } from 'react';
import { belongsElsewhere, isInDialog, isTyping } from '../../gallery/key-target';
import { type Step, stepFrom } from '../../gallery/layout';
import { all, extend, only } from '../../gallery/selection';
import { largeView, pickerText, redo, undo } from './actions';
import type { Classes } from './classes';
import { type Command, commandOf } from './keys';
import type { Session } from './session';

/** The keys of the review, for as long as its screen is shown: everywhere but in fields and dialogs. */
export function useKeys(session: Session, known: Classes): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const key = {
        key: event.key,
        ctrl: event.ctrlKey || event.metaKey,
        shift: event.shiftKey,
        alt: event.altKey,
      };
      if (event.defaultPrevented || isTyping(event.target)) return;
      const typed = pickerText.get();
      if (typed !== null) {
        // Letters that come before the picker's field has the focus.
        if (key.key.length === 1 && !key.ctrl) pickerText.set(typed + key.key);
        return;
      }
      if (isInDialog(event.target)) return;
      const command = commandOf(key, known.list);
      if (!command || belongsElsewhere(key, event.target)) return;
      event.preventDefault();
      obey(command, session, known);
    };
    // Not on the window: where a tooltip is open, Escape does not come as far.
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [session, known]);
}

function obey(command: Command, session: Session, known: Classes): void {
  const { selection, shown } = session;
  switch (command.do) {
    case 'decide':
      session.decide(command.decision);
      break;
    case 'relabel':
      session.decide('relabel', command.classId);
      break;
    case 'pick':
      if (session.chosenRows.length > 0) pickerText.set(command.text);
      break;
    case 'move':
      move(command, session);
      break;
    case 'look':
      largeView.set(!largeView.get() && session.focusRow !== null);
      break;
    case 'clear':
      if (largeView.get()) largeView.set(false);
      else selection.set({ ...selection.get(), ranges: [] });
      break;
    case 'all':
      selection.set(all(selection.get(), shown.get()?.rows.length ?? 0));
      break;
    case 'undo':
      void undo(session, known);
      break;
    case 'redo':
      void redo(session, known);
      break;
    case 'refresh':
      session.refresh();
  }
}

function move({ step, extend: extending }: Extract<Command, { do: 'move' }>, session: Session): void {
  const selection = session.selection.get();
  const images = session.shown.get()?.rows.length ?? 0;
  if (images === 0) return;
  // The first key after opening chooses the image where the focus is; in the large view that one is seen already.
  const untouched = selection.ranges.length === 0 && selection.focus === 0 && !largeView.get();
  const begins = untouched && !extending && step !== 'end';
  const to = begins ? 0 : placeAfter(step, selection.focus, session.layout, images);
  session.moveTo(extending ? extend(selection, to) : only(to));
}

/** Where there is no grid to move in, as on the map, one image follows the other. */
function placeAfter(step: Step, from: number, grid: Session['layout'], images: number): number {
  if (grid) return stepFrom(grid.layout, from, step, grid.view);
  const steps: Readonly<Partial<Record<Step, number>>> = { left: -1, up: -1, right: 1, down: 1 };
  if (step === 'home') return 0;
  if (step === 'end') return images - 1;
  return Math.min(images - 1, Math.max(0, from + (steps[step] ?? 0)));
}

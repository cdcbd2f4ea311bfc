import { useEffect } from 'react';
import { belongsElsewhere, isInDialog, isTyping } from '../../gallery/key-target';
import { stepFrom } from '../../gallery/layout';
import { all, extend, only } from '../../gallery/selection';
import { largeView, pickerText, stepBack } from './actions';
import { type Command, commandOf } from './keys';
import type { Session } from './session';

interface KeyedClass {
  readonly id: number;
  readonly name: string;
  readonly hotkey: string | null;
}

/** The keys of labelling, for as long as its screen is shown: everywhere but in fields and dialogs. */
export function useKeys(session: Session, classes: readonly KeyedClass[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, shiftKey: shift, altKey: alt } = event;
      const ctrl = ctrlKey || metaKey;
      if (event.defaultPrevented || isTyping(event.target)) return;
      const typed = pickerText.get();
      if (typed !== null) {
        // Letters that come before the picker's field has the focus.
        if (key.length === 1 && !ctrl) pickerText.set(typed + key);
        return;
      }
      if (isInDialog(event.target)) return;
      const pressed = { key, ctrl, shift, alt };
      const command = commandOf(pressed, classes);
      if (!command || belongsElsewhere(pressed, event.target)) return;
      event.preventDefault();
      obey(command, session, classes);
    };
    // Not on the window: where a tooltip is open, Escape does not come as far.
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [session, classes]);
}

function obey(command: Command, session: Session, classes: readonly KeyedClass[]): void {
  const { selection, shown } = session;
  switch (command.do) {
    case 'give':
      void session.give(command.classId);
      break;
    case 'take':
      void session.give(null);
      break;
    case 'accept':
      void session.accept();
      break;
    case 'pick':
      if (session.chosen.length > 0) pickerText.set(command.text);
      break;
    case 'move':
      move(command, session);
      break;
    case 'look':
      look(session);
      break;
    case 'clear':
      if (largeView.get()) largeView.set(false);
      else selection.set({ ...selection.get(), ranges: [] });
      break;
    case 'all':
      selection.set(all(selection.get(), shown.get()?.ids.length ?? 0));
      break;
    case 'undo':
    case 'redo':
      void stepBack(session, command.do, classes);
      break;
    case 'again':
      void session.ask();
  }
}

/** Opens the large view, or closes it. Its image is the one that keys are about. */
export function look({ selection, shown }: Session): void {
  const { ranges, focus } = selection.get();
  const opens = !largeView.get() && (shown.get()?.ids.length ?? 0) > 0;
  if (opens && ranges.length === 0) selection.set(only(focus));
  largeView.set(opens);
}

function move({ step, extend: extending }: Extract<Command, { do: 'move' }>, session: Session): void {
  if (!session.layout || !session.shown.get()?.ids.length) return;
  const selection = session.selection.get();
  const to = stepFrom(session.layout.layout, selection.focus, step, session.layout.view);
  session.moveTo(extending ? extend(selection, to) : only(to));
}

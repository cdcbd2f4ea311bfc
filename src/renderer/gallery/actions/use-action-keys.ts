import { useEffect } from 'react';
import { createStore } from '../../base/kept/store';
import { keyOf } from '../../base/keys/key';
import { isTyping } from '../../base/keys/typing';
import type { GallerySession } from '../session/session';
import { type Action, actionOf, perform } from './actions';
import { belongsElsewhere, isDialogOpen, isInDialog } from './key-target';

/** The actions of the gallery on screen, for the commands of Ctrl+K. */
export interface ShownActions {
  readonly actions: readonly Action[];
  readonly session: GallerySession;
}
export const shownActions = createStore<ShownActions | null>(null);

/** Runs the action of a pressed key, except in fields and dialogs. Keys without an action are ignored. */
export function actOnKey<S extends GallerySession>(
  event: KeyboardEvent,
  session: S,
  actions: readonly Action<S>[],
): void {
  const key = keyOf(event);
  if (event.defaultPrevented || isTyping(event.target)) return;
  const typed = session.picked.get();
  if (typed !== null) {
    // Keeps letters that are typed before the picker's field has the focus.
    if (key.key.length === 1 && !key.ctrl) session.picked.set(typed + key.key);
    return;
  }
  if (isInDialog(event.target) || isDialogOpen()) return;
  const action = actionOf(actions, key, session);
  if (!action || belongsElsewhere(key, event.target)) return;
  event.preventDefault();
  perform(action, session, key);
}

/** Listens for the keys of a screen's gallery while the screen is mounted, wherever the focus is. */
export function useActionKeys<S extends GallerySession>(session: S, actions: readonly Action<S>[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => actOnKey(event, session, actions);
    // The listener is not on the window, because an open tooltip stops Escape before it gets there.
    document.addEventListener('keydown', press);
    session.enter();
    // A table of actions belongs to its session; the two are always passed together.
    const shown = { session, actions } as unknown as ShownActions;
    shownActions.set(shown);
    return () => {
      document.removeEventListener('keydown', press);
      if (shownActions.get() === shown) shownActions.set(null);
      session.leave();
    };
  }, [session, actions]);
}

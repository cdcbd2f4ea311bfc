import { useEffect } from 'react';
import { createStore } from '../base/store';
import { type Action, perform } from './actions';
import { belongsElsewhere, isDialogOpen, isInDialog, isTyping } from './key-target';
import { keyOf } from './keys';
import type { GallerySession } from './session';

/** What can be done in the gallery that is shown, for the commands of Ctrl+K. */
export interface ShownActions {
  readonly actions: readonly Action[];
  readonly session: GallerySession;
}
export const shownActions = createStore<ShownActions | null>(null);

/**
 * Does what a key asks for in a gallery: everywhere but in fields and dialogs. A key that is not the gallery's is left alone.
 */
export function actOnKey<S extends GallerySession>(
  event: KeyboardEvent,
  session: S,
  actions: readonly Action<S>[],
): void {
  const key = keyOf(event);
  if (event.defaultPrevented || isTyping(event.target)) return;
  const typed = session.picked.get();
  if (typed !== null) {
    // Letters that come before the picker's field has the focus.
    if (key.key.length === 1 && !key.ctrl) session.picked.set(typed + key.key);
    return;
  }
  if (isInDialog(event.target) || isDialogOpen()) return;
  const action = actions.find((each) => each.test(key, session));
  if (!action || belongsElsewhere(key, event.target)) return;
  event.preventDefault();
  perform(action, session, key);
}

/** The keys of the gallery that a screen is about, for as long as it is shown, wherever the focus is. */
export function useActionKeys<S extends GallerySession>(session: S, actions: readonly Action<S>[]): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => actOnKey(event, session, actions);
    // Not on the window: where a tooltip is open, Escape does not come as far.
    document.addEventListener('keydown', press);
    session.enter();
    // A table is about the session that it stands beside: the two never part.
    const shown = { session, actions } as unknown as ShownActions;
    shownActions.set(shown);
    return () => {
      document.removeEventListener('keydown', press);
      if (shownActions.get() === shown) shownActions.set(null);
      session.leave();
    };
  }, [session, actions]);
}

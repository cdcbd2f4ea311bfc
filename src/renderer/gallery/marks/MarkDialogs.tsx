import { useEffect } from 'react';
import { focusGrid } from '../layout/focus-grid';
import type { MarkingSession } from './marking-session';
import { NoteDialog } from './NoteDialog';
import { TagDialog } from './TagDialog';

/** The dialogs that change tags and notes of the chosen images. Afterwards the keyboard focus returns to where it was. */
export function MarkDialogs({ session }: { readonly session: MarkingSession }) {
  const marking = session.marking.use();
  const isOpen = marking !== null;
  useEffect(() => {
    if (!isOpen) return;
    const before = document.activeElement;
    return () => {
      // An item of a menu that had the focus is gone by now.
      if (before instanceof HTMLElement && before.isConnected && before !== document.body) before.focus();
      else focusGrid();
    };
  }, [isOpen]);
  if (!marking) return null;
  const { kind, ids } = marking;
  return kind === 'tags' ? (
    <TagDialog session={session} ids={ids} />
  ) : (
    <NoteDialog session={session} ids={ids} />
  );
}

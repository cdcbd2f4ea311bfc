import { ActionSymbol, useChosen } from '../actions/ActionButton';
import { markActions } from './mark-actions';
import type { MarkingSession } from './marking-session';

/** The buttons that change star, tags and note of the chosen images. */
export function MarkButtons({ session }: { readonly session: MarkingSession }) {
  const any = useChosen(session) > 0;
  return markActions.map((action) => (
    <ActionSymbol key={action.id} action={action} session={session} hint={any ? action.label() : null} />
  ));
}

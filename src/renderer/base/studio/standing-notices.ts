import { notifications } from '@mantine/notifications';

/** What a message is about that stays until a person closes it: a job that failed, or a problem of the open project. */
type Kind = 'job' | 'trouble';

const standing = new Map<Kind, string>();

/** Shows a message that stays, in place of the one of its kind: several would cover what a person works with. */
export function stay(
  kind: Kind,
  notice: { readonly id: string; readonly title: string; readonly message: string; readonly color: string },
): void {
  putAway(kind);
  standing.set(kind, notice.id);
  // Another message, of a success, may have the id later: it is not one that stays.
  const forget = () => standing.get(kind) === notice.id && standing.delete(kind);
  notifications.show({ ...notice, autoClose: false, onClose: forget });
}

/** Hides the failure that stays, which could cover the buttons of a dialog; it is found in the list of jobs. */
export const putAwayFailure = () => putAway('job');

/** Hides all that stay: they are about a project that is not open any more. */
export function putAwayAll(): void {
  for (const kind of [...standing.keys()]) putAway(kind);
}

function putAway(kind: Kind): void {
  const id = standing.get(kind);
  if (id !== undefined) notifications.hide(id);
}

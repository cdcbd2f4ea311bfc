import { notifications } from '@mantine/notifications';

/** The subject of a message that stays until a person closes it: a job that failed, or a problem of the open project. */
type Kind = 'job' | 'trouble';

const standing = new Map<Kind, string>();

/** Shows a message that stays and replaces the earlier one of its kind: several would cover what a person works with. */
export function stay(
  kind: Kind,
  notice: { readonly id: string; readonly title: string; readonly message: string; readonly color: string },
): void {
  putAway(kind);
  standing.set(kind, notice.id);
  // A later message about a success may have the same id, but it does not stay.
  const forget = () => standing.get(kind) === notice.id && standing.delete(kind);
  notifications.show({ ...notice, autoClose: false, onClose: forget });
}

/** Hides the message about a failed job, which could cover the buttons of a dialog. The failure can still be found in the list of jobs. */
export const putAwayFailure = () => putAway('job');

/** Hides all messages that stay, because they are about a project that is not open any more. */
export function putAwayAll(): void {
  for (const kind of [...standing.keys()]) putAway(kind);
}

function putAway(kind: Kind): void {
  const id = standing.get(kind);
  if (id !== undefined) notifications.hide(id);
}

import { notifications } from '@mantine/notifications';
import type { ReviewStep } from '../../studio/contract';
import { count } from '../parts/format';
import { createStore } from '../parts/store';
import { i18n } from '../strings';
import type { Classes } from './classes';
import type { Session } from './session';

/** What is typed into the picker of classes; null while it is closed. */
export const pickerText = createStore<string | null>(null);
/** The large view is open. */
export const largeView = createStore(false);
/** The dialog of the next student is open. */
export const trainDialog = createStore(false);

/** "5,000 images to Shirt". */
export function stepText({ decision, images, classId }: ReviewStep, { byId }: Classes): string {
  const name = (classId !== null && byId.get(classId)?.name) || '';
  return i18n.t(`review.steps.${decision}`, { count: images, n: count(images), name });
}

/** Takes the last step back and says which it was. */
export async function undo(session: Session, known: Classes): Promise<void> {
  const step = await session.undo();
  notice(step ? i18n.t('review.undid', { step: stepText(step, known) }) : i18n.t('review.nothingToUndo'));
}

export async function redo(session: Session, known: Classes): Promise<void> {
  const step = await session.redo();
  notice(step ? i18n.t('review.redid', { step: stepText(step, known) }) : i18n.t('review.nothingToRedo'));
}

/** A short word in the corner; a newer one takes the older one's place. */
function notice(message: string): void {
  notifications.hide('review');
  notifications.show({ id: 'review', message, autoClose: 3000, withCloseButton: false });
}

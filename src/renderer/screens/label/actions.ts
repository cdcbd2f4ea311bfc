import { notifications } from '@mantine/notifications';
import type { LabelOverview, LabelStep } from '../../../contract';
import { count } from '../../base/format';
import { createStore } from '../../base/store';
import { i18n } from '../../base/strings';
import { complain } from '../../base/studio/announce';
import { studio } from '../../base/studio/connection';
import type { Session } from './session';

/** What is typed into the picker of classes; null while it is closed. */
export const pickerText = createStore<string | null>(null);
/** The large view is open. */
export const largeView = createStore(false);

type Named = Pick<LabelOverview['classes'][number], 'id' | 'name'>;

/** "Shirt for 5 images". */
function stepText({ classId, images }: LabelStep, classes: readonly Named[]): string {
  const number = { count: images, n: count(images) };
  if (classId === null) return i18n.t('label.took', number);
  return i18n.t('label.gave', { ...number, name: classes.find(({ id }) => id === classId)?.name ?? '' });
}

/** Takes the last step back, or brings it back, and says which it was. */
export async function stepBack(
  session: Session,
  direction: 'undo' | 'redo',
  classes: readonly Named[],
): Promise<void> {
  try {
    const step = (await studio.label.overview())[direction];
    if (!step) return notice(i18n.t(direction === 'undo' ? 'label.nothingToUndo' : 'label.nothingToRedo'));
    await session.step(direction);
    notice(i18n.t(direction === 'undo' ? 'label.undid' : 'label.redid', { step: stepText(step, classes) }));
  } catch (error) {
    complain(error);
  }
}

/** Makes a class and gives it to what is chosen. */
export async function giveNew(session: Session, name: string): Promise<void> {
  try {
    const { id } = await studio.data.addClass({ name });
    await session.give(id);
  } catch (error) {
    complain(error);
  }
}

/** A short word in the corner; a newer one takes the older one's place. */
function notice(message: string): void {
  notifications.hide('label');
  notifications.show({ id: 'label', message, autoClose: 3000, withCloseButton: false });
}

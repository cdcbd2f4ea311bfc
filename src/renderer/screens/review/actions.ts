import type { ReviewStep } from '../../../contract';
import { count } from '../../base/format';
import { createStore } from '../../base/store';
import { i18n } from '../../base/strings';
import type { Classes } from './classes';
import type { Session } from './session';

/** What is typed into the picker of classes; null while it is closed. */
export const pickerText = createStore<string | null>(null);
/** The large view is open. */
export const largeView = createStore(false);
/** A short word below the images about what was just done. */
export const notice = createStore<string | null>(null);
/** The dialog of the next student is open. */
export const trainDialog = createStore(false);

/** "5,000 images to Shirt", "thresholds and balance". */
export function stepText(step: ReviewStep, { byId }: Classes, labellingId: number): string {
  const { decision, images, classId, labellingRunId } = step;
  if (decision === 'choose')
    return i18n.t(`review.steps.${labellingRunId === labellingId ? 'choose' : 'chooseElsewhere'}`);
  const name = (classId !== null && byId.get(classId)?.name) || '';
  return i18n.t(`review.steps.${decision}`, { count: images, n: count(images), name });
}

/** Takes the last step back and says which it was. */
export async function undo(session: Session, known: Classes): Promise<void> {
  const step = await session.undo();
  say(
    step
      ? i18n.t('review.undid', { step: stepText(step, known, session.labellingId) })
      : i18n.t('review.nothingToUndo'),
  );
}

export async function redo(session: Session, known: Classes): Promise<void> {
  const step = await session.redo();
  say(
    step
      ? i18n.t('review.redid', { step: stepText(step, known, session.labellingId) })
      : i18n.t('review.nothingToRedo'),
  );
}

const noticeMs = 3500;
let clearing: ReturnType<typeof setTimeout> | undefined;

/** A newer word takes the older one's place. */
function say(message: string): void {
  notice.set(message);
  clearTimeout(clearing);
  clearing = setTimeout(() => notice.set(null), noticeMs);
}

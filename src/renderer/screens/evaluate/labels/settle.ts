import { notifications } from '@mantine/notifications';
import type { SuspiciousView } from '../../../../contract';
import { createProjectStore } from '../../../base/kept/store';
import { i18n } from '../../../base/strings';
import { complain } from '../../../base/studio/announce';
import { studio } from '../../../base/studio/connection';
import { mayWrite } from '../../../base/studio/may-write';
import { Turns } from '../../../gallery/session/turns';

/** What a person did with one suspicious label. */
interface Settled {
  readonly imageId: number;
  /** The labelling step that it became; null if the label was confirmed. */
  readonly stepId: number | null;
  /** Whether the image was excluded and is now used again, so that its label is as suspicious as before. */
  readonly reopens?: boolean;
}

const done = createProjectStore<readonly Settled[]>([]);
const undone = createProjectStore<readonly Settled[]>([]);
/** Images whose action was undone: their labels are suspicious again. */
export const reopened = createProjectStore<ReadonlySet<number>>(new Set());

/** Actions run one after the other, so that a quick Ctrl+Z undoes the right one. */
const turns = new Turns();
const inTurn = (act: () => Promise<unknown>) => turns.take(() => act().catch(complain));

/** Gives an image a class; the same class confirms the label. The studio need not ask first, because the person sees the present label. */
export function relabel({ imageId }: Pick<SuspiciousView, 'imageId'>, classId: number): void {
  if (!mayWrite()) return;
  inTurn(async () => {
    const { stepId } = await studio.label.set({ ids: Int32Array.of(imageId), classId, others: 'change' });
    if (stepId === null) await keep(imageId);
    else note({ imageId, stepId });
  });
}

/** Excludes the image from everything, or brings it back. */
export function exclude({ imageId }: Pick<SuspiciousView, 'imageId'>, excluded: boolean): void {
  if (!mayWrite()) return;
  inTurn(async () => {
    const { stepId } = await studio.label.exclude({ ids: Int32Array.of(imageId), excluded });
    if (stepId !== null) note({ imageId, stepId, reopens: !excluded });
  });
}

export function confirm({ imageId }: Pick<SuspiciousView, 'imageId'>): void {
  if (mayWrite()) inTurn(() => keep(imageId));
}

async function keep(imageId: number): Promise<void> {
  await studio.evaluate.confirm({ imageIds: [imageId] });
  note({ imageId, stepId: null });
}

function note(act: Settled): void {
  done.set([...done.get(), act]);
  undone.set([]);
  reopen(act.imageId, act.reopens === true);
}

function reopen(imageId: number, open: boolean): void {
  const ids = new Set(reopened.get());
  if (open) ids.add(imageId);
  else ids.delete(imageId);
  reopened.set(ids);
}

const say = (message: string) => notifications.show({ message, autoClose: 3000 });

/** Undoes the last action in this list. `show` scrolls to its line. */
export function undo(show: (imageId: number) => void): void {
  inTurn(async () => {
    const act = done.get().at(-1);
    if (!act) return say(i18n.t('evaluate.labels.nothingToUndo'));
    if (act.stepId === null) await studio.evaluate.doubt({ imageIds: [act.imageId] });
    else {
      const { undo: last } = await studio.label.overview();
      // If labels were given elsewhere since then, they must be undone there, where they can be seen.
      if (last?.id !== act.stepId) return say(i18n.t('evaluate.labels.undoInLabel'));
      await studio.label.undo();
    }
    done.set(done.get().slice(0, -1));
    undone.set([...undone.get(), act]);
    reopen(act.imageId, true);
    show(act.imageId);
  });
}

/** Redoes the last action in this list that was undone. `show` scrolls to its line. */
export function redo(show: (imageId: number) => void): void {
  inTurn(async () => {
    const act = undone.get().at(-1);
    if (!act) return say(i18n.t('evaluate.labels.nothingToRedo'));
    if (act.stepId === null) await studio.evaluate.confirm({ imageIds: [act.imageId] });
    else {
      const { redo: next } = await studio.label.overview();
      if (next?.id !== act.stepId) return say(i18n.t('evaluate.labels.undoInLabel'));
      await studio.label.redo();
    }
    undone.set(undone.get().slice(0, -1));
    done.set([...done.get(), act]);
    reopen(act.imageId, act.reopens === true);
    show(act.imageId);
  });
}

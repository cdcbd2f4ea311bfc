import type { GallerySession } from './session';

/** One step of a person, as the list of steps shows it. */
export interface HistoryEntry {
  readonly id: number;
  readonly words: string;
  /** Whether it was undone, so that it can be redone. */
  readonly undone: boolean;
}

/** The newest step that is not undone, in a list with the newest first; null if all are undone. */
export const newestOf = (steps: readonly Pick<HistoryEntry, 'id' | 'undone'>[]): number | null =>
  steps.find(({ undone }) => !undone)?.id ?? null;

/**
 * Undoes or redoes steps one by one, as Ctrl+Z does, until `target` is the newest step that is not undone; null undoes all. `newest` asks
 * the studio which step that is. If the answer does not change, the step could not be undone or redone, which was reported, and this
 * function stops; it tolerates `unseen` such steps, which are not in the list.
 */
export async function stepTo(
  session: Pick<GallerySession, 'step'>,
  newest: () => Promise<number | null>,
  target: number | null,
  unseen = 0,
): Promise<void> {
  let now = await newest();
  const direction = (target ?? 0) > (now ?? 0) ? 'redo' : 'undo';
  for (let stalls = 0; stalls <= unseen; ) {
    const place = (now ?? 0) - (target ?? 0);
    if (direction === 'undo' ? place <= 0 : place >= 0) return;
    await session.step(direction);
    const then = await newest();
    if (then === now) stalls++;
    now = then;
  }
}

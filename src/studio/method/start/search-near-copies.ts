import { note } from '../../../core/words/notes';
import { ensureNearCopies } from '../../import';
import type { StudioContext } from '../../project/context/context';
import { JobCancelled } from '../../project/engine/engine';

/**
 * Searches for near copies of images that no import has compared yet, before images are trained on, labelled or measured: an import that was
 * stopped ends before its own search, and an image that is used again was not there during that search. Near copies of held-out images are
 * left out from then on, and a note says how many.
 */
export async function searchNearCopies({
  project,
  signal,
  tell,
}: Pick<StudioContext, 'project' | 'signal' | 'tell'>): Promise<void> {
  const { nearCopies } = project.catalog;
  const { leaks } = nearCopies.counts();
  await ensureNearCopies(project, signal).catch((error) => {
    throw signal?.aborted ? new JobCancelled() : error;
  });
  const found = nearCopies.counts().leaks - leaks;
  if (found > 0) tell({ type: 'note', note: note('near-leaks-found', { images: found }) });
}

import type { JobView } from '../../../contract';
import { studio } from './connection';

/** The interval at which an awaited job is checked, in milliseconds. */
const glanceMs = 150;

/**
 * Waits for a job and returns whether it was done: false if it failed or was cancelled, which is reported elsewhere, and false as soon as
 * `isWanted` returns false. `told` receives the current job at each check while it runs.
 */
export async function isJobDone(
  { id }: JobView,
  isWanted: () => boolean,
  told?: (job: JobView) => void,
): Promise<boolean> {
  while (isWanted()) {
    const now = (await studio.jobs.list()).find((job) => job.id === id);
    if (!now || now.finishedAt !== null) return now?.status === 'done';
    told?.(now);
    await new Promise((resolve) => setTimeout(resolve, glanceMs));
  }
  return false;
}

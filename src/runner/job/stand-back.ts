import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { builtEntry } from '../../core/entry';
import { StudioError } from '../../core/errors';

/**
 * Ends this process within a second of its parent's death, even during a native call: another thread watches.
 * The parent must still be alive at the call. Throws `not-built` where the thread's code is missing.
 */
export function endWithParent(): void {
  const entry = builtEntry('parent-watch', import.meta.url);
  if (!existsSync(entry))
    throw new StudioError('not-built', `${fileURLToPath(entry)} is missing; run "npm run build" first.`);
  const thread = new Worker(entry, {
    workerData: { parent: process.ppid },
    execArgv: [],
    name: 'parent-watch',
  });
  thread.unref();
}

/** Raises this process's priority for being killed when memory runs out, of 1,000. */
const sooner = 500;
const scoreFile = '/proc/self/oom_score_adj';

/**
 * Tells the system to kill this process before the studio or another program when memory runs out: that costs
 * only the work since the last checkpoint. Linux only.
 */
export function goFirst(file = scoreFile): void {
  try {
    if (Number(readFileSync(file, 'utf8')) < sooner) writeFileSync(file, `${sooner}\n`);
  } catch {
    // On other systems, or without permission, the system kills the largest process, which is mostly this
    // one.
  }
}

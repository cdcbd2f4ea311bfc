import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../core/errors';
import { builtEntry } from '../../core/runtime/entry';

/**
 * Ends this process within a second of its parent's death, even during a native call: another thread watches.
 * The parent must still be alive at the call. Throws `not-built` if the thread's code is missing.
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

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { builtEntry } from '../core/entry';
import { StudioError } from '../core/errors';

/**
 * Ends this process within a second of its parent's death, even inside a native call: the thread that looks is another one. The parent
 * must be there yet. Throws `not-built` where the thread's code is missing.
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

/** How much sooner than others the system is to end this process when memory runs out, of 1,000. */
const sooner = 500;
const scoreFile = '/proc/self/oom_score_adj';

/**
 * Lets the system end this process before the studio, or another program, when memory runs out: it costs the time since the last
 * checkpoint and nothing else. Linux alone can be told.
 */
export function goFirst(file = scoreFile): void {
  try {
    if (Number(readFileSync(file, 'utf8')) < sooner) writeFileSync(file, `${sooner}\n`);
  } catch {
    // Another system, or one that lets nobody say so: then it chooses the largest process, which is mostly this one.
  }
}

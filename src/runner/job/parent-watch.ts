import { workerData } from 'node:worker_threads';
import { isGone } from './parent-gone';

/**
 * A thread of the engine's process that ends the process when its parent is gone. The main thread notices a
 * closed channel only after its current native call, which may take minutes and most of the machine's memory.
 */
const everyMs = 250;
const { parent } = workerData as { parent: number };

setInterval(() => {
  if (isGone(parent)) process.kill(process.pid, 'SIGKILL');
}, everyMs);

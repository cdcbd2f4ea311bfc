import { workerData } from 'node:worker_threads';
import { isGone } from './parent-gone';

/**
 * A thread of the engine's process that ends it when its parent is gone. The process' own thread hears of that by the channel that
 * closes, but not before the native call ends that it is in, which may take minutes and most of a machine's memory.
 */
const everyMs = 250;
const { parent } = workerData as { parent: number };

setInterval(() => {
  if (isGone(parent)) process.kill(process.pid, 'SIGKILL');
}, everyMs);

import { parentPort } from 'node:worker_threads';
import { failureOf } from '../../../core/errors';
import { decodeHeic } from './heic-decode';
import type { HeicAnswer, HeicTask } from './heic-messages';

// The library logs a line for each file that it cannot read, which the answer reports already.
console.log = () => {};

/**
 * A thread that decodes HEIC files one after the other: WebAssembly would block the process for a second
 * each.
 */
parentPort?.on('message', async ({ bytes, maxPixels }: HeicTask) => {
  try {
    const picture = await decodeHeic(bytes, maxPixels);
    parentPort?.postMessage({ picture } satisfies HeicAnswer, [picture.data.buffer]);
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error, 'corrupt') } satisfies HeicAnswer);
  }
});

import { parentPort } from 'node:worker_threads';
import { failureOf } from '../core/errors';
import { decodeHeic } from './heic-decode';
import type { HeicAnswer, HeicTask } from './worker-messages';

// The library writes a line on the console for each file that it cannot read; the answer says so.
console.log = () => {};

/** A thread that decodes HEIC files, one after the other: WebAssembly would hold up the process for a second each. */
parentPort?.on('message', async ({ bytes, maxPixels }: HeicTask) => {
  try {
    const picture = await decodeHeic(bytes, maxPixels);
    parentPort?.postMessage({ picture } satisfies HeicAnswer, [picture.data.buffer]);
  } catch (error) {
    parentPort?.postMessage({ failure: failureOf(error, 'corrupt') } satisfies HeicAnswer);
  }
});

import { parentPort } from 'node:worker_threads';
import { isSamePicture } from '../../core/near-copies/same-picture';
import type { ComparisonAnswer, ComparisonTask } from './comparison-messages';

/** A thread that compares pairs of small pictures: one after the other they would block the process for seconds. */
parentPort?.on('message', ({ id, pairs }: ComparisonTask) => {
  const same = pairs.map(isSamePicture);
  parentPort?.postMessage({ id, same } satisfies ComparisonAnswer);
});

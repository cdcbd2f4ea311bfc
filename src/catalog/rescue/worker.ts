import { parentPort, workerData } from 'node:worker_threads';
import { failureOf } from '../../core/errors';
import { perform, type RescueAnswer, type RescueTask } from './tasks';

/** This thread runs one task and posts the answer. */
const answer = (value: RescueAnswer) => parentPort?.postMessage(value);

perform(workerData as RescueTask).then(
  (done) => answer({ done }),
  (error: unknown) => answer({ failed: failureOf(error) }),
);

import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../core/errors';
import { bytesOf, type CleanImages, CorruptionMaker } from './corruption-maker';
import type { CorruptionReport, CorruptionTask } from './corruption-messages';

/** A thread that corrupts its slice of every batch, directly in the batch's shared memory. */
const source = workerData as CleanImages;
const maker = new CorruptionMaker(source);

parentPort?.on('message', async (task: CorruptionTask) => {
  const report: CorruptionReport = { id: task.id };
  try {
    await maker.make(task, new Uint8Array(task.pixels, task.offset, bytesOf(task, source)));
  } catch (error) {
    report.error = messageOf(error);
  }
  parentPort?.postMessage(report);
});

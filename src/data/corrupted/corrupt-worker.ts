import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../core/errors';
import { type CleanImages, CorruptionMaker } from './corruption-maker';
import type { CorruptionReport, CorruptionTask } from './corruption-messages';

/** A thread that corrupts its slice of every batch, directly in the batch's shared memory. */
const maker = new CorruptionMaker(workerData as CleanImages);

parentPort?.on('message', async (task: CorruptionTask) => {
  const report: CorruptionReport = { id: task.id };
  try {
    const bytes = task.rows.length * maker.rowBytes;
    await maker.make(task, new Uint8Array(task.pixels, task.offset, bytes));
  } catch (error) {
    report.error = messageOf(error);
  }
  parentPort?.postMessage(report);
});

import { parentPort, workerData } from 'node:worker_threads';
import { messageOf } from '../../core/errors';
import { SliceMaker, type SliceSource } from './batch-slice';
import type { SliceReport, SliceTask } from './slice-messages';

/** A thread that makes its slice of every batch, directly in the batch's shared memory. */
const maker = new SliceMaker(workerData as SliceSource);

parentPort?.on('message', (task: SliceTask) => {
  const report: SliceReport = { step: task.step };
  try {
    const bytes = task.rows.length * maker.rowBytes;
    maker.make(task, new Uint8Array(task.pixels, task.offset, bytes));
    // The counter makes the slice visible; the message only wakes a waiting loader.
    Atomics.sub(task.pending, 0, 1);
  } catch (error) {
    report.error = messageOf(error);
  }
  parentPort?.postMessage(report);
});

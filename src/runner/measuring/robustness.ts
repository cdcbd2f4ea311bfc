import { softmax } from '../../core/selection';
import { likeliest, toClasses } from '../../core/selection/class-columns';
import { corruptedBatches } from '../../data/corrupted/corrupted-batches';
import type { CorruptionSlice } from '../../data/corrupted/corruption-maker';
import type { Hooks } from '../job/hooks';
import type { CellPredictions, RobustnessJob, RobustnessResult } from '../job/messages';
import { takeTurn } from '../job/turn';
import { inferenceBatch } from '../memory/fit';
import type { ModelPredictor } from '../model/model';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { weightsIn } from '../model/weights-file';

/**
 * Runs a network on images under one corruption after the other, made on the fly, and reports each corruption
 * when all images are done. Only a few batches are in memory, however many images there are.
 */
export async function robustness(
  job: RobustnessJob,
  hooks: Hooks,
  tell: (said: CellPredictions) => void,
): Promise<RobustnessResult> {
  const images = job.hashes.length / 32;
  const total = images * job.cells.length;
  const unit = 'images';
  hooks.progress({ phase: 'preparing', done: 0, total, unit, imagesPerSecond: 0, secondsLeft: null });
  const cache = cleanPixels(job.cacheFolder, job.model);
  const rows = rowsOf(cache, job.hashes);
  cache.close();
  let predictor: ModelPredictor | null = null;
  try {
    const batch = inferenceBatch(job.model, Math.min(job.batch, images), hooks.room());
    hooks.fitted(batch);
    predictor = await openModel(job.model, batch, { weights: weightsIn(job.weights), encoder: job.encoder });
    await noteRuntime(job.model, predictor, hooks);
    const { imageSize: side, fit = 'cover', classes: outputs } = job.model;
    const made = corruptedBatches(slices(job, rows, batch), {
      cacheFolder: job.cacheFolder,
      pixels: { side, fit },
      workers: job.workers,
    });
    const began = performance.now();
    let done = 0;
    let predictedClass = new Int32Array(images);
    for await (const pixels of made) {
      await takeTurn(hooks.signal);
      const { logits } = await predictor.predict(pixels);
      const probabilities = toClasses(softmax(logits, outputs), job.columns, job.classes);
      predictedClass.set(likeliest(probabilities, job.classes).classIndex, done % images);
      done += logits.length / outputs;
      const imagesPerSecond = done / ((performance.now() - began) / 1000);
      const secondsLeft = (total - done) / imagesPerSecond;
      hooks.progress({ phase: 'predicting', done, total, unit, imagesPerSecond, secondsLeft });
      if (done % images > 0) continue;
      tell({ cell: job.cells[done / images - 1], predictedClass });
      predictedClass = new Int32Array(images);
    }
    return { kind: 'robustness', imagesPerSecond: total / ((performance.now() - began) / 1000) };
  } finally {
    await predictor?.close();
  }
}

/** Batches of each cell, in their order. */
function* slices(
  { cells, hashes }: RobustnessJob,
  rows: Int32Array,
  batch: number,
): Generator<CorruptionSlice> {
  for (const cell of cells)
    for (let from = 0; from < rows.length; from += batch)
      yield {
        cell,
        rows: rows.subarray(from, from + batch),
        hashes: hashes.subarray(32 * from, 32 * (from + batch)),
      };
}

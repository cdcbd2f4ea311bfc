import { type Change, framesOf } from '../../core/perturbations/change';
import { softmax } from '../../core/selection';
import { toClasses } from '../../core/selection/class-columns';
import { corruptedBatches } from '../../data/corrupted/corrupted-batches';
import type { CorruptionSlice } from '../../data/corrupted/corruption-maker';
import type { Hooks } from '../job/hooks';
import type { ChangedImagesJob } from '../job/messages';
import { takeTurn } from '../job/turn';
import { inferenceBatch } from '../memory/fit';
import type { ModelPredictor } from '../model/model';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { weightsIn } from '../model/weights-file';

/** A model's predictions for some images under one change. */
export interface ChangedPart<C extends Change> {
  readonly change: C;
  /** How many frames an image becomes. */
  readonly frames: number;
  /** The index of the first of the images. */
  readonly from: number;
  /** Whether they are the last ones under this change. */
  readonly last: boolean;
  /** `[images, frames, classes]` */
  readonly probabilities: Float32Array;
}

/**
 * Runs a network on images under one change after the other, which are made on the fly, and reports its predictions batch by batch. The
 * frames of an image stay together. Only a few batches are in memory, however many images there are. Returns the images per second,
 * counting frames.
 */
export async function predictChanged<C extends Change>(
  job: ChangedImagesJob,
  changes: readonly C[],
  hooks: Hooks,
  say: (part: ChangedPart<C>) => void,
): Promise<number> {
  const images = job.hashes.length / 32;
  const { imageSize: side, fit = 'cover', classes: outputs } = job.model;
  const total = changes.reduce((sum, change) => sum + images * framesOf(change, side), 0);
  const unit = 'images';
  hooks.progress({ phase: 'preparing', done: 0, total, unit, imagesPerSecond: 0, secondsLeft: null });
  const cache = cleanPixels(job.cacheFolder, job.model);
  const rows = rowsOf(cache, job.hashes);
  cache.close();
  let predictor: ModelPredictor | null = null;
  try {
    const most = Math.max(...changes.map((change) => images * framesOf(change, side)));
    const batch = inferenceBatch(job.model, Math.min(job.batch, most), hooks.room);
    hooks.fitted(batch);
    predictor = await openModel(job.model, batch, { weights: weightsIn(job.weights), encoder: job.encoder });
    await noteRuntime(job.model, predictor, hooks);
    const parts = [...partsOf(changes, { images, side, batch })];
    const slices = parts.map(({ change, from, to }): CorruptionSlice => {
      return { change, rows: rows.subarray(from, to), hashes: job.hashes.subarray(32 * from, 32 * to) };
    });
    const made = corruptedBatches(slices, {
      cacheFolder: job.cacheFolder,
      pixels: { side, fit },
      workers: job.workers,
    });
    const began = performance.now();
    let [done, at] = [0, 0];
    for await (const pixels of made) {
      await takeTurn(hooks.signal);
      const { logits } = await predictor.predict(pixels);
      const probabilities = toClasses(softmax(logits, outputs), job.columns, job.classes);
      done += logits.length / outputs;
      const imagesPerSecond = done / ((performance.now() - began) / 1000);
      // The first batch makes the graph, which takes as long as many images.
      const secondsLeft = at > 0 ? (total - done) / imagesPerSecond : null;
      hooks.progress({ phase: 'predicting', done, total, unit, imagesPerSecond, secondsLeft });
      const { change, from, to } = parts[at++];
      say({ change, frames: framesOf(change, side), from, last: to === images, probabilities });
    }
    return total / ((performance.now() - began) / 1000);
  } finally {
    await predictor?.close();
  }
}

/** The images from `from` to before `to`, for each change in turn: as many as fill a batch with their frames, and at least one. */
function* partsOf<C extends Change>(
  changes: readonly C[],
  { images, side, batch }: { images: number; side: number; batch: number },
): Generator<{ change: C; from: number; to: number }> {
  for (const change of changes) {
    const atOnce = Math.max(1, Math.floor(batch / framesOf(change, side)));
    for (let from = 0; from < images; from += atOnce)
      yield { change, from, to: Math.min(images, from + atOnce) };
  }
}

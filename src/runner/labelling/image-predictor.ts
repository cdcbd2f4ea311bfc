import type { PixelCache } from '../../data/cache/pixel-cache';
import type { Prediction } from '../../engine/inference/predictor';
import type { Weights } from '../../engine/models/folded-layers';
import type { Hooks } from '../job/hooks';
import type { PredictJob } from '../job/messages';
import { inferenceBatch } from '../memory/fit';
import type { ImagePredictor, ModelPredictor } from '../model/model';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { weightsIn } from '../model/weights-file';
import { AveragedImages } from './averaged-images';
import { NoisedImages } from './noised-images';

/**
 * Opens the model of a job for at most `most` images at a time, with the views or the noise that the job names.
 */
export async function openImagePredictor(
  job: PredictJob,
  most: number,
  hooks: Hooks,
): Promise<ImagePredictor> {
  if (job.looks) return AveragedImages.open(job, job.looks, most, hooks);
  const weights = weightsIn(job.weights);
  if (job.noise) return NoisedImages.open(job, job.noise, weights, most, hooks);
  return CleanImages.open(job, weights, most, hooks);
}

/** A model of images without noise. */
class CleanImages implements ImagePredictor {
  private constructor(
    private readonly model: ModelPredictor,
    private readonly cache: PixelCache,
  ) {}

  static async open(job: PredictJob, weights: Weights, most: number, hooks: Hooks): Promise<CleanImages> {
    const cache = cleanPixels(job.cacheFolder, job.model);
    try {
      const batch = inferenceBatch(job.model, most, hooks.room);
      const model = await openModel(job.model, batch, { weights, encoder: job.encoder, alone: true });
      await noteRuntime(job.model, model, hooks);
      return new CleanImages(model, cache);
    } catch (error) {
      cache.close();
      throw error;
    }
  }

  get batch(): number {
    return this.model.batch;
  }

  get features(): number {
    return this.model.features;
  }

  predict(hashes: Uint8Array): Prediction | Promise<Prediction> {
    return this.model.predict(this.cache.read(rowsOf(this.cache, hashes)));
  }

  async close(): Promise<void> {
    this.cache.close();
    await this.model.close();
  }
}

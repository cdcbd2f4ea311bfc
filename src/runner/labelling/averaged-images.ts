import { ViewMean } from '../../core/selection/view-mean';
import { mirrorImages } from '../../data/augment/crops/mirror-images';
import type { PixelCache } from '../../data/cache/pixel-cache';
import type { Prediction } from '../../engine/inference/predictor';
import type { Hooks } from '../job/hooks';
import type { Look, PredictJob } from '../job/messages';
import { inferenceBatch } from '../memory/fit';
import { partOf } from '../memory/job-room';
import type { ImagePredictor, ModelPredictor } from '../model/model';
import { openModel } from '../model/model-predictor';
import { noteRuntime } from '../model/note-runtime';
import { cleanPixels } from '../model/pixels';
import { rowsOf } from '../model/rows';
import { weightsIn } from '../model/weights-file';

/** A model that is open, with its views. */
interface Looking extends Pick<Look, 'mirrored'> {
  readonly model: ModelPredictor;
  readonly cache: PixelCache;
  /** Whether it is the job's own model, whose features are used. */
  readonly isOwn: boolean;
}

/**
 * Averages the probabilities of several views of each image, which may be seen by several models. Features are the mean over the views of
 * the job's own model, which is the first.
 */
export class AveragedImages implements ImagePredictor {
  private constructor(
    private readonly looking: readonly Looking[],
    private readonly classes: number,
    readonly batch: number,
  ) {}

  static async open(
    { cacheFolder, weights: own, model: { classes } }: PredictJob,
    looks: readonly Look[],
    most: number,
    hooks: Hooks,
  ): Promise<AveragedImages> {
    // All models are open at the same time.
    const room = partOf(hooks.room, looks.length);
    const batch = Math.min(...looks.map(({ model }) => inferenceBatch(model, most, room)));
    const looking: Looking[] = [];
    try {
      for (const { model, weights: file, encoder, mirrored } of looks) {
        const cache = cleanPixels(cacheFolder, model);
        const weights = weightsIn(file);
        const opened = await openModel(model, batch, { weights, encoder, alone: true }).catch((error) => {
          cache.close();
          throw error;
        });
        looking.push({ model: opened, cache, mirrored, isOwn: file === own });
      }
      await noteRuntime(looks[0].model, looking[0].model, hooks);
    } catch (error) {
      await closeAll(looking);
      throw error;
    }
    return new AveragedImages(looking, classes, batch);
  }

  get features(): number {
    return this.looking[0].model.features;
  }

  async predict(hashes: Uint8Array): Promise<Prediction> {
    const images = hashes.length / 32;
    const mean = new ViewMean(images, this.classes);
    const features = new Float64Array(images * this.features);
    let own = 0;
    for (const { model, cache, mirrored, isOwn } of this.looking) {
      const plain = cache.read(rowsOf(cache, hashes));
      for (const isMirrored of mirrored) {
        const said = await model.predict(isMirrored ? mirrorImages(plain, cache.size) : plain);
        mean.add(said.logits);
        if (!isOwn) continue;
        own++;
        for (const i of features.keys()) features[i] += said.features[i];
      }
    }
    return { logits: mean.logits(), features: Float32Array.from(features, (sum) => sum / own) };
  }

  close(): Promise<void> {
    return closeAll(this.looking);
  }
}

async function closeAll(looking: readonly Looking[]): Promise<void> {
  for (const { model, cache } of looking) {
    cache.close();
    await model.close();
  }
}

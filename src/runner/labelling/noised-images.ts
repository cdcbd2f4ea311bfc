import { layoutOf } from '../../core/network/layers';
import { isEncoder, type NetworkSpec } from '../../core/network/model-spec';
import { blockSurvival } from '../../core/noise/stochastic-depth';
import { hash32 } from '../../core/numbers/random';
import { note } from '../../core/words/notes';
import { SliceMaker } from '../../data/batches/batch-slice';
import { PixelCache } from '../../data/cache/pixel-cache';
import { predictionsAreByOnnx } from '../../engine/inference/open-network';
import { type Prediction, Predictor } from '../../engine/inference/predictor';
import type { Weights } from '../../engine/models/folded-layers';
import type { Hooks } from '../job/hooks';
import type { LabellingNoise, PredictJob } from '../job/messages';
import { tensorFlowBatch } from '../memory/fit';
import type { ImagePredictor } from '../model/model';
import { networkOf } from '../model/network-of';
import { rowsOf } from '../model/rows';

/**
 * A network that sees images with the noise of a training: RandAugment and the rest of the input noise, dropout and stochastic depth. The
 * noise of an image is drawn from the seed and the image's hash, so that it does not depend on other images, on their order or on how many
 * are in memory at a time.
 */
export class NoisedImages implements ImagePredictor {
  private constructor(
    private readonly predictor: Predictor,
    private readonly cache: PixelCache,
    private readonly maker: SliceMaker,
    private readonly seed: number,
    readonly batch: number,
  ) {}

  static open(
    { model, cacheFolder }: PredictJob,
    { input, dropout, survival, cacheSide: side, seed }: LabellingNoise,
    weights: Weights,
    most: number,
    hooks: Hooks,
  ): NoisedImages {
    if (isEncoder(model)) throw new Error('An encoder has no noise.');
    if (predictionsAreByOnnx(layout(model))) hooks.note(note('labelling-by-tensorflow', {}));
    const { imageSize, fit = 'cover' } = model;
    const arch = networkOf(model);
    const batch = tensorFlowBatch(model, most, hooks.room);
    const noise = { dropout, survival: blockSurvival(arch, survival) };
    const predictor = new Predictor({ ...model, batch, arch }, weights, noise);
    const cache = PixelCache.open(cacheFolder, side, fit);
    const maker = new SliceMaker({ cacheFolder, pixels: { side, fit }, imageSize, noises: [input] });
    return new NoisedImages(predictor, cache, maker, seed, batch);
  }

  get features(): number {
    return this.predictor.settings.arch.head;
  }

  predict(hashes: Uint8Array): Prediction {
    const rows = rowsOf(this.cache, hashes);
    const seeds = seedsOf(hashes, this.seed);
    const images = new Uint8Array(rows.length * this.maker.rowBytes);
    this.maker.make({ rows, seeds }, images);
    return this.predictor.predict(images, seeds);
  }

  close(): void {
    this.maker.close();
    this.cache.close();
    this.predictor.close();
  }
}

const layout = (model: NetworkSpec) => layoutOf(networkOf(model), model.classes);

/** The seed of each image's noise, from the first four bytes of its hash. */
function seedsOf(hashes: Uint8Array, seed: number): Uint32Array {
  const words = new DataView(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  return Uint32Array.from({ length: hashes.length / 32 }, (_, i) => hash32(seed, words.getUint32(32 * i)));
}

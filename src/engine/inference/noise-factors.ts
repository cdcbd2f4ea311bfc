import type { Layout } from '../../core/network/layers';
import { Random } from '../../core/numbers/random';
import type { TensorMap } from '../graph/program';
import type { Inputs } from '../graph/signature';
import type { Layers } from '../models/network';
import type { ModelNoise } from '../models/training-layers';
import { tf } from '../runtime';

/** Separates the draws of model noise from those of input noise, which use the same seed. */
const modelTag = 6;

const blockName = (index: number) => `block${index}`;

/**
 * Model noise in predictions: dropout and stochastic depth, drawn image by image from a seed, so that the noise of an image does not depend
 * on the other images of its batch. The graph takes the factors as inputs.
 */
export class NoiseFactors {
  /** The blocks that may be dropped, with their survival probabilities. */
  readonly #blocks: readonly (readonly [index: number, keep: number])[];
  readonly #keptFeatures: number;
  /** The inputs of the graph in addition to the images. */
  readonly inputs: Inputs;

  /** `features` is the number of features of an image. */
  constructor(
    { blocks }: Layout,
    private readonly features: number,
    { dropout, survival }: ModelNoise,
  ) {
    this.#blocks = blocks.flatMap(({ residual }, index) =>
      residual && survival[index] < 1 ? [[index, survival[index]] as const] : [],
    );
    this.#keptFeatures = 1 - dropout;
    this.inputs = {
      ...Object.fromEntries(
        this.#blocks.map(([index]) => [
          blockName(index),
          { shape: [-1, 1, 1, 1], dtype: 'float32' as const },
        ]),
      ),
      ...(dropout > 0 ? { features: { shape: [-1, features], dtype: 'float32' as const } } : {}),
    };
  }

  /** The layers with the factors `given` to the graph. */
  on(layers: Layers, given: TensorMap): Layers {
    return {
      ...layers,
      join(shortcut, x, index) {
        const factor = given[blockName(index)];
        return layers.join(shortcut, factor ? tf.mul(x, factor) : x, index);
      },
      classify: (features, layer) =>
        layers.classify(given.features ? tf.mul(features, given.features) : features, layer),
    };
  }

  /** The factors of images with these seeds: 1/p with probability p, else 0, so that the expectation stays 1. */
  draw(seeds: Uint32Array): Record<string, Float32Array> {
    const factors = Object.fromEntries(
      Object.entries(this.inputs).map(([name, { shape }]) => [
        name,
        new Float32Array(seeds.length * Math.max(...shape)),
      ]),
    );
    for (const [image, seed] of seeds.entries()) {
      const random = new Random(seed, modelTag);
      const factor = (keep: number) => (random.next() < keep ? 1 / keep : 0);
      for (const [index, keep] of this.#blocks) factors[blockName(index)][image] = factor(keep);
      if (!factors.features) continue;
      for (let i = 0; i < this.features; i++)
        factors.features[image * this.features + i] = factor(this.#keptFeatures);
    }
    return factors;
  }
}

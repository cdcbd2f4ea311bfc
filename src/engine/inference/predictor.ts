import { availableParallelism } from 'node:os';
import { StudioError } from '../../core/errors';
import type { Architecture } from '../../core/network/arch';
import { type Layout, layoutOf } from '../../core/network/layers';
import { inferencePart } from '../../core/workload/memory';
import { Program } from '../graph/program';
import type { Session } from '../graph/session';
import { fold, foldedLayers, foldedParametersOf, type Weights } from '../models/folded-layers';
import { network } from '../models/network';
import type { ModelNoise } from '../models/training-layers';
import { binding, type Tensor, tf } from '../runtime';
import { NoiseFactors } from './noise-factors';

export interface PredictorSettings {
  arch: Architecture;
  classes: number;
  imageSize: number;
  /** The most images in one call of the network. */
  batch: number;
  mean: readonly number[];
  std: readonly number[];
  batchNormEpsilon: number;
}

export interface Prediction {
  /** `[n, classes]` */
  logits: Float32Array;
  /** `[n, head]` */
  features: Float32Array;
}

/**
 * How many of `batch` images a network gets at a time: a GPU takes all at once, a processor is as fast with a
 * part of them.
 */
export function shownAtOnce(layout: Layout, imageSize: number, batch: number): number {
  if (binding.isUsingGpuDevice()) return batch;
  return Math.min(batch, inferencePart(layout, imageSize, availableParallelism()));
}

/**
 * Weights up to this many bytes become constants of the graph, which is limited to 2 GiB and copied a few
 * times while it is loaded.
 */
export const largestFrozen = 512 * 1024 * 1024;

/** Whether folded weights are written into the graph. */
export const isFrozen = (folded: Weights | undefined): folded is Weights =>
  folded !== undefined && bytesOf(folded) <= largestFrozen;

/** A network with batch normalisation folded, without noise unless it is given some. */
export class Predictor {
  readonly #session: Session;
  readonly #layout: Layout;
  readonly #frozen: boolean;
  readonly #atOnce: number;
  readonly #factors: NoiseFactors | undefined;

  /**
   * `weights`, as the trainer returns them, are fixed: they become constants of the graph (unless they are very large), which TensorFlow
   * converts for its kernels once instead of in each batch. Without them `setWeights` must be called, and may be called again. With
   * `noise`, predictions have dropout and stochastic depth as in training, but the normalisation of inference.
   */
  constructor(
    readonly settings: PredictorSettings,
    weights?: Weights,
    noise?: ModelNoise,
  ) {
    this.#layout = layoutOf(settings.arch, settings.classes);
    this.#atOnce = shownAtOnce(this.#layout, settings.imageSize, settings.batch);
    this.#factors = noise && new NoiseFactors(this.#layout, settings.arch.head, noise);
    const folded = weights && fold(weights, this.#layout, settings.batchNormEpsilon);
    this.#frozen = isFrozen(folded);
    const frozen = isFrozen(folded) ? folded : undefined;
    this.#session = buildInference(settings, this.#layout, { frozen, factors: this.#factors }).compile();
    if (folded && !this.#frozen) this.#session.write(folded);
  }

  /** Folds and sets the trainer's weights. Throws `frozen` if the graph was made with fixed weights. */
  setWeights(weights: Weights): void {
    if (this.#frozen)
      throw new StudioError('frozen', 'This predictor was made for one set of weights. Make another.');
    this.#session.write(fold(weights, this.#layout, this.settings.batchNormEpsilon));
  }

  /**
   * Logits and features of `images` `[n, size, size, 3]` uint8, any n. In predictions with noise, `seeds` `[n]` determine the noise of each
   * image.
   */
  predict(images: Uint8Array, seeds: Uint32Array = new Uint32Array()): Prediction {
    const { imageSize, classes, arch } = this.settings;
    const atOnce = this.#atOnce;
    const stride = imageSize * imageSize * 3;
    const n = images.length / stride;
    const logits = new Float32Array(n * classes);
    const features = new Float32Array(n * arch.head);
    for (let at = 0; at < n; at += atOnce) {
      const count = Math.min(atOnce, n - at);
      const out = this.#session.run('predict', {
        images: images.subarray(at * stride, (at + count) * stride),
        ...this.#factors?.draw(seeds.subarray(at, at + count)),
      });
      logits.set(out.logits as Float32Array, at * classes);
      features.set(out.features as Float32Array, at * arch.head);
    }
    return { logits, features };
  }

  close(): void {
    this.#session.close();
  }
}

function bytesOf(weights: Weights): number {
  let bytes = 0;
  for (const { byteLength } of weights.values()) bytes += byteLength;
  return bytes;
}

/** The graph with `frozen` weights as constants, or with variables in their place, and with the noise of `factors`. */
export function buildInference(
  settings: Omit<PredictorSettings, 'batch'>,
  layout: Layout,
  { frozen, factors }: { readonly frozen?: Weights; readonly factors?: NoiseFactors } = {},
  program = new Program(),
): Program {
  const values = foldedValues(program, layout, frozen);
  const layers = foldedLayers((name) => values.get(name) as Tensor, settings.mean, settings.std);
  const { imageSize } = settings;
  program.define(
    'predict',
    { images: { shape: [-1, imageSize, imageSize, 3], dtype: 'uint8' }, ...factors?.inputs },
    (given) => ({ ...network(given.images, factors?.on(layers, given) ?? layers, layout) }),
  );
  if (frozen) tf.dispose([...values.values()]);
  return program;
}

/** Tensors of the folded parameters by name: constants of `frozen` weights, which the caller disposes of, or variables. */
export function foldedValues(program: Program, layout: Layout, frozen?: Weights): Map<string, Tensor> {
  const values = new Map<string, Tensor>();
  for (const { name, shape } of foldedParametersOf(layout)) {
    const value = frozen
      ? tf.tensor(frozen.get(name) as Float32Array, [...shape])
      : (program.variable(name, tf.zeros([...shape]), false).value as Tensor);
    values.set(name, value);
  }
  return values;
}

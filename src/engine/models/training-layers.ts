import type { ConvNorm } from '../../core/network/layers';
import {
  addSame,
  batchNormTraining,
  biasAdd,
  fromRow,
  matmul,
  relu6,
  reshapeRows,
  rowsAnd,
  scaleChannels,
  spatialMean,
  statelessUniform,
  swish,
} from '../graph/ops';
import { segment } from '../graph/recorder';
import { type Tensor, tf } from '../runtime';
import { convolution } from './convolution';
import type { Layers } from './network';

export interface ModelNoise {
  /** Share of features dropped before the classifier. */
  dropout: number;
  /** Survival probability of each block (`blockSurvival`). */
  survival: readonly number[];
}

export interface TrainingLayersOptions {
  parameter(name: string): Tensor;
  mean: readonly number[];
  std: readonly number[];
  epsilon: number;
  noise: ModelNoise;
  /** Other noise for the rows from `from` `[1] int32` on. */
  later?: { readonly noise: ModelNoise; readonly from: Tensor };
  /** `[2] int32`, different at each step. */
  seed: Tensor;
  /** Whether a layer is frozen: it then normalises with its running averages, as in inference. */
  isFixed(layer: ConvNorm): boolean;
  /**
   * Called with the statistics of each normalisation, which outlive the trace's inner scopes: dispose of them
   * afterwards.
   */
  onStatistics(layer: ConvNorm, mean: Tensor, variance: Tensor): void;
}

/** Layers with the batch's own statistics, dropout and stochastic depth. */
export function trainingLayers(options: TrainingLayersOptions): Layers {
  const { parameter, noise, later } = options;
  let site = 0;
  /**
   * 1/p with probability p, else 0, as `[rows of x, ...rest]`: scaled so that the expectation stays 1. Each call draws from its own
   * stream. `laterKeep` is the p of the later rows, if they have another.
   */
  const mask = (x: Tensor, rest: number[], keep: number, laterKeep = keep): Tensor => {
    const seed = tf.add(options.seed, tf.tensor1d([0, ++site], 'int32'));
    const drawn = statelessUniform(rowsAnd(x, rest), seed);
    if (!later || laterKeep === keep) return tf.mul(tf.floor(tf.add(drawn, keep)), 1 / keep);
    const byRow = (first: number, then: number) => fromRow(x, later.from, first, then, rest.length);
    return tf.mul(tf.floor(tf.add(drawn, byRow(keep, laterKeep))), byRow(1 / keep, 1 / laterKeep));
  };
  /** 1x1 convolutions as matrix products: oneDNN's convolution gradients are slower. */
  const pointwise = (x: Tensor, kernel: Tensor, output: number): Tensor => {
    const [, h, w, c] = x.shape;
    const product = matmul(reshapeRows(x, [c]), tf.reshape(kernel, [c, output]));
    return reshapeRows(product, [h, w, output]);
  };
  const convolve = (x: Tensor, layer: ConvNorm): Tensor => {
    const kernel = parameter(`${layer.conv}.weight`);
    if (layer.kernel === 1) return pointwise(x, kernel, layer.output);
    return convolution(x, kernel, layer);
  };
  const normaliseFixed = (x: Tensor, { norm }: ConvNorm, gamma: Tensor, beta: Tensor): Tensor => {
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(parameter(`${norm}.running_var`), options.epsilon)));
    const centred = biasAdd(x, tf.neg(parameter(`${norm}.running_mean`)));
    return biasAdd(tf.mul(centred, scale), beta);
  };
  const dense = (x: Tensor, name: string, output: number): Tensor =>
    biasAdd(
      matmul(x, tf.reshape(parameter(`${name}.weight`), [x.shape[1] as number, output])),
      parameter(`${name}.bias`),
    );

  const activate: Layers['activate'] = (x, activation) => (activation === 'relu6' ? relu6(x) : swish(x));

  return {
    input: (images) => scaleInput(images, options.mean, options.std),
    convNorm(x, layer) {
      const [gamma, beta] = [parameter(`${layer.norm}.weight`), parameter(`${layer.norm}.bias`)];
      if (options.isFixed(layer)) return normaliseFixed(convolve(x, layer), layer, gamma, beta);
      const { y, mean, variance } = batchNormTraining(convolve(x, layer), gamma, beta, options.epsilon);
      options.onStatistics(layer, mean, variance);
      return y;
    },
    activate,
    squeezeExcite(x, { name, filters, squeeze, activation }) {
      const reduced = activate(dense(spatialMean(x), `${name}.conv_reduce`, squeeze), activation);
      const gate = tf.sigmoid(dense(reduced, `${name}.conv_expand`, filters));
      return scaleChannels(x, gate);
    },
    join(shortcut, x, index) {
      const [keep, laterKeep] = [noise.survival[index], (later?.noise ?? noise).survival[index]];
      const dropsNone = keep === 1 && laterKeep === 1;
      return addSame(shortcut, dropsNone ? x : tf.mul(x, mask(x, [1, 1, 1], keep, laterKeep)));
    },
    pool: spatialMean,
    classify(features, { name, output }) {
      const { dropout } = later?.noise ?? noise;
      if (noise.dropout === 0 && dropout === 0) return dense(features, name, output);
      const dropped = mask(features, features.shape.slice(1), 1 - noise.dropout, 1 - dropout);
      return dense(tf.mul(features, dropped), name, output);
    },
    part: segment,
  };
}

/** (x / 255 - mean) / std as one product and one sum. */
export function scaleInput(images: Tensor, mean: readonly number[], std: readonly number[]): Tensor {
  const scale = std.map((s) => 1 / (255 * s));
  const offset = std.map((s, i) => -mean[i] / s);
  return tf.add(tf.mul(images, tf.tensor1d(scale)), tf.tensor1d(offset));
}

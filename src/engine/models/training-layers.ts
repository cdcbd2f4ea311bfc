import { batchNormTraining, biasAdd, matmul, statelessUniform, swish } from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import type { Layers } from './network';
import type { ConvNorm } from './parameters';

export interface ModelNoise {
  /** Share of features dropped before the classifier. */
  dropout: number;
  /** Survival probability of the last block; block l of L survives with 1 - l/L (1 - survival). */
  survival: number;
}

export interface TrainingLayersOptions {
  parameter(name: string): Tensor;
  mean: readonly number[];
  std: readonly number[];
  epsilon: number;
  noise: ModelNoise;
  /** `[2] int32`, other at each step. */
  seed: Tensor;
  /** Whether a layer does not learn: it normalises with its running averages, as in inference. */
  isFixed(layer: ConvNorm): boolean;
  /** Told the statistics of each normalisation, which outlive the trace's inner scopes: dispose of them afterwards. */
  onStatistics(layer: ConvNorm, mean: Tensor, variance: Tensor): void;
}

/** Layers with the batch's own statistics, dropout and stochastic depth. */
export function trainingLayers(options: TrainingLayersOptions): Layers {
  const { parameter, noise } = options;
  let site = 0;
  /** 1/p with probability p, else 0: scaled so that the expectation stays 1. Each call draws from its own stream. */
  const mask = (shape: number[], keep: number): Tensor => {
    const seed = tf.add(options.seed, tf.tensor1d([0, ++site], 'int32'));
    return tf.mul(tf.floor(tf.add(statelessUniform(shape, seed), keep)), 1 / keep);
  };
  /** 1x1 convolutions as matrix products: oneDNN's convolution gradients are slower. */
  const pointwise = (x: Tensor, kernel: Tensor, output: number): Tensor => {
    const [n, h, w, c] = x.shape;
    return tf.reshape(matmul(tf.reshape(x, [n * h * w, c]), tf.reshape(kernel, [c, output])), [
      n,
      h,
      w,
      output,
    ]);
  };
  const convolve = (x: Tensor, layer: ConvNorm): Tensor => {
    const kernel = parameter(`${layer.conv}.weight`) as never;
    if (layer.depthwise) return tf.depthwiseConv2d(x as never, kernel, layer.stride, 'same');
    if (layer.kernel === 1) return pointwise(x, kernel, layer.output);
    return tf.conv2d(x as never, kernel, layer.stride, 'same');
  };
  const normaliseFixed = (x: Tensor, { norm }: ConvNorm, gamma: Tensor, beta: Tensor): Tensor => {
    const scale = tf.mul(gamma, tf.rsqrt(tf.add(parameter(`${norm}.running_var`), options.epsilon)));
    const centred = tf.sub(x, parameter(`${norm}.running_mean`));
    return tf.add(tf.mul(centred, scale), beta);
  };
  const dense = (x: Tensor, name: string, output: number): Tensor =>
    biasAdd(
      matmul(x, tf.reshape(parameter(`${name}.weight`), [x.shape[1] as number, output])),
      parameter(`${name}.bias`),
    );

  return {
    input: (images) => scaleInput(images, options.mean, options.std),
    convNorm(x, layer) {
      const [gamma, beta] = [parameter(`${layer.norm}.weight`), parameter(`${layer.norm}.bias`)];
      if (options.isFixed(layer)) return normaliseFixed(convolve(x, layer), layer, gamma, beta);
      const { y, mean, variance } = batchNormTraining(convolve(x, layer), gamma, beta, options.epsilon);
      options.onStatistics(layer, mean, variance);
      return y;
    },
    activate: swish,
    squeezeExcite(x, { name, filters, squeeze }) {
      const reduced = swish(dense(tf.mean(x, [1, 2]), `${name}.conv_reduce`, squeeze));
      const gate = tf.sigmoid(dense(reduced, `${name}.conv_expand`, filters));
      return tf.mul(x, tf.reshape(gate, [x.shape[0], 1, 1, filters]));
    },
    join(shortcut, x, index, blocks) {
      const keep = 1 - ((index + 1) / blocks) * (1 - noise.survival);
      return tf.add(shortcut, keep < 1 ? tf.mul(x, mask([x.shape[0], 1, 1, 1], keep)) : x);
    },
    pool: (x) => tf.mean(x, [1, 2]),
    classify(features, { name, output }) {
      const kept = noise.dropout > 0 ? tf.mul(features, mask(features.shape, 1 - noise.dropout)) : features;
      return dense(kept, name, output);
    },
  };
}

/** (x / 255 - mean) / std as one product and one sum. */
export function scaleInput(images: Tensor, mean: readonly number[], std: readonly number[]): Tensor {
  const scale = std.map((s) => 1 / (255 * s));
  const offset = std.map((s, i) => -mean[i] / s);
  return tf.add(tf.mul(images, tf.tensor1d(scale)), tf.tensor1d(offset));
}

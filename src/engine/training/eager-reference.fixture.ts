import type { Architecture } from '../../core/network/arch';
import { type ConvNorm, layoutOf } from '../../core/network/layers';
import { initialValue, isTrained, parametersOf } from '../../core/network/parameters';
import { type Layers, network } from '../models/network';
import { type Tensor, tf, type Variable } from '../runtime';

/**
 * The network as plain tfjs ops with tfjs's own optimizers, run eagerly: the reference for the traced step's
 * results and speed.
 */
export interface EagerNetwork {
  variables: Map<string, Variable>;
  /** Also collects the batch statistics of each normalisation in `told`, if it is given. */
  loss(images: Tensor, targets: Tensor, weights: Tensor, noise?: EagerNoise, told?: ToldStatistics): Tensor;
  logits(images: Tensor): Tensor;
  /** Logits with the batch's own statistics, as in training. */
  trainingLogits(images: Tensor, noise?: EagerNoise, told?: ToldStatistics): Tensor;
}

/** Factors of the model noise, drawn by the caller. */
export interface EagerNoise {
  /** The factors of block `index`, image by image: `[n, 1, 1, 1]`. */
  block(index: number): Tensor;
  /** The factors of the classifier's input: `[n, features]`. */
  features(): Tensor;
}

/**
 * The mean and biased variance of the batch, `[channels]`, and the number of values that they are computed
 * from, by the name of the normalisation.
 */
export type ToldStatistics = Map<string, { mean: Float32Array; variance: Float32Array; count: number }>;

export interface EagerSettings {
  arch: Architecture;
  classes: number;
  mean: readonly number[];
  std: readonly number[];
  epsilon: number;
  seed: number;
}

export function eagerNetwork(settings: EagerSettings): EagerNetwork {
  const layout = layoutOf(settings.arch, settings.classes);
  const variables = new Map<string, Variable>();
  parametersOf(layout).forEach((spec, i) => {
    const value = tf.tensor(initialValue(spec, i, settings.seed), [...spec.shape]);
    variables.set(spec.name, tf.variable(value, isTrained(spec)));
  });
  const parameter = (name: string) => variables.get(name) as Tensor;
  const trainingLogits: EagerNetwork['trainingLogits'] = (images, noise, told) =>
    network(images, eagerLayers(parameter, settings, { noise, told }), layout).logits;
  return {
    variables,
    logits: (images) => network(images, eagerLayers(parameter, settings), layout).logits,
    trainingLogits,
    loss(images, targets, weights, noise, told) {
      const logits = trainingLogits(images, noise, told);
      const rows = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
      return tf.sum(tf.mul(rows, weights));
    },
  };
}

/** `training` normalises with the batch's own statistics. */
function eagerLayers(
  parameter: (name: string) => Tensor,
  { mean: means, std, epsilon }: EagerSettings,
  training?: { noise?: EagerNoise; told?: ToldStatistics },
): Layers {
  const activate: Layers['activate'] = (x, activation) =>
    activation === 'relu6' ? tf.minimum(tf.relu(x), 6) : tf.mul(x, tf.sigmoid(x));
  const convolve = (x: Tensor, { conv, stride, depthwise, padding }: ConvNorm): Tensor => {
    const filter = parameter(`${conv}.weight`) as never;
    // With symmetric padding, a strided convolution returns every stride-th value of the unstrided one,
    // starting with the first.
    const thinned = padding === 'symmetric' && stride > 1;
    const step = thinned ? 1 : stride;
    const y = depthwise
      ? tf.depthwiseConv2d(x as never, filter, step, 'same')
      : tf.conv2d(x as never, filter, step, 'same');
    return thinned ? everyOf(everyOf(y, stride, 1), stride, 2) : y;
  };
  const tell = (layer: ConvNorm, y: Tensor, mean: Tensor, variance: Tensor) =>
    training?.told?.set(layer.norm, {
      mean: mean.dataSync() as Float32Array,
      variance: variance.dataSync() as Float32Array,
      count: y.size / layer.output,
    });
  return {
    input: (images) => tf.div(tf.sub(tf.div(images, 255), tf.tensor1d([...means])), tf.tensor1d([...std])),
    convNorm(x, layer) {
      const y = convolve(x, layer);
      const part = (suffix: string) => parameter(`${layer.norm}.${suffix}`);
      const { mean, variance } = training
        ? tf.moments(y, [0, 1, 2])
        : { mean: part('running_mean'), variance: part('running_var') };
      if (training) tell(layer, y, mean, variance);
      return tf.batchNorm(
        y as never,
        mean as never,
        variance as never,
        part('bias') as never,
        part('weight') as never,
        epsilon,
      );
    },
    activate,
    squeezeExcite(x, { name, activation, filters, squeeze }) {
      const dense = (z: Tensor, layer: string, from: number, to: number) => {
        const kernel = tf.reshape(parameter(`${name}.${layer}.weight`), [from, to]);
        return tf.add(tf.matMul(z as never, kernel as never), parameter(`${name}.${layer}.bias`)) as Tensor;
      };
      const reduced = activate(dense(tf.mean(x, [1, 2]), 'conv_reduce', filters, squeeze), activation);
      const gate = tf.sigmoid(dense(reduced, 'conv_expand', squeeze, filters));
      return tf.mul(x, tf.reshape(gate, [-1, 1, 1, filters]));
    },
    join: (shortcut, x, index) =>
      tf.add(shortcut, training?.noise ? tf.mul(x, training.noise.block(index)) : x),
    pool: (x) => tf.mean(x, [1, 2]),
    classify(features, { name }) {
      const kept = training?.noise ? tf.mul(features, training.noise.features()) : features;
      const kernel = parameter(`${name}.weight`) as never;
      return tf.add(tf.matMul(kept as never, kernel), parameter(`${name}.bias`));
    },
  };
}

/** The first of every `step` numbers along an axis. */
function everyOf(x: Tensor, step: number, axis: number): Tensor {
  return tf.gather(x, tf.range(0, x.shape[axis], step, 'int32'), axis);
}

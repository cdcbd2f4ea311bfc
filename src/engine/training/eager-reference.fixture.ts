import type { Architecture } from '../../core/network/arch';
import { layoutOf } from '../../core/network/layers';
import { initialValue, isTrained, parametersOf } from '../../core/network/parameters';
import { type Layers, network } from '../models/network';
import { scaleInput } from '../models/training-layers';
import { type Tensor, tf, type Variable } from '../runtime';

/** The network as plain tfjs ops and tfjs' own optimizers, run eagerly: what the traced step is checked and timed against. */
export interface EagerNetwork {
  variables: Map<string, Variable>;
  loss(images: Tensor, targets: Tensor, weights: Tensor): Tensor;
  logits(images: Tensor): Tensor;
}

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
  const layers = (training: boolean) => eagerLayers(parameter, settings, training);
  return {
    variables,
    logits: (images) => network(images, layers(false), layout).logits,
    loss(images, targets, weights) {
      const { logits } = network(images, layers(true), layout);
      const rows = tf.neg(tf.sum(tf.mul(targets, tf.logSoftmax(logits)), 1));
      return tf.sum(tf.mul(rows, weights));
    },
  };
}

function eagerLayers(
  parameter: (name: string) => Tensor,
  settings: EagerSettings,
  training: boolean,
): Layers {
  const swish = (x: Tensor) => tf.mul(x, tf.sigmoid(x)) as Tensor;
  const convolve = (x: Tensor, name: string, stride: number, depthwise = false): Tensor => {
    const kernel = parameter(`${name}.weight`) as never;
    return depthwise
      ? tf.depthwiseConv2d(x as never, kernel, stride as 1, 'same')
      : tf.conv2d(x as never, kernel, stride as 1, 'same');
  };
  return {
    input: (images) => scaleInput(images, settings.mean, settings.std),
    convNorm(x, { conv, norm, stride, depthwise }) {
      const y = convolve(x, conv, stride, depthwise);
      const part = (suffix: string) => parameter(`${norm}.${suffix}`) as never;
      const { mean, variance } = training
        ? tf.moments(y, [0, 1, 2])
        : { mean: part('running_mean'), variance: part('running_var') };
      return tf.batchNorm(
        y as never,
        mean as never,
        variance as never,
        part('bias'),
        part('weight'),
        settings.epsilon,
      );
    },
    activate: swish,
    squeezeExcite(x, { name }) {
      const conv = (z: Tensor, part: string) =>
        tf.add(convolve(z, `${name}.${part}`, 1), parameter(`${name}.${part}.bias`)) as Tensor;
      const reduced = swish(conv(tf.mean(x, [1, 2], true), 'conv_reduce'));
      return tf.mul(x, tf.sigmoid(conv(reduced, 'conv_expand')));
    },
    join: (shortcut, x) => tf.add(shortcut, x),
    pool: (x) => tf.mean(x, [1, 2]),
    classify: (features, { name }) =>
      tf.add(tf.matMul(features as never, parameter(`${name}.weight`) as never), parameter(`${name}.bias`)),
  };
}

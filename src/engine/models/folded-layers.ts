import { type ConvNorm, convNormsOf, type Layout } from '../../core/network/layers';
import { type ParameterSpec, parametersOf } from '../../core/network/parameters';
import { biasAdd, relu6 } from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import { convolution } from './convolution';
import type { Layers } from './network';
import { scaleInput } from './training-layers';

export type Weights = Map<string, Float32Array>;

/** The parameters of the folded network: each normalisation has become the bias of the convolution before it. */
export function foldedParametersOf(layout: Layout): ParameterSpec[] {
  const specs = parametersOf(layout);
  const norms = new Set(convNormsOf(layout).map(({ norm }) => norm));
  const kept = specs.filter(({ name }) => !norms.has(name.slice(0, name.lastIndexOf('.'))));
  const biases = convNormsOf(layout).map(({ conv, output }) => ({
    name: `${conv}.bias`,
    shape: [output],
    role: 'bias' as const,
  }));
  return [...kept, ...biases];
}

type Read = (name: string) => Float32Array;

/** The factor of a normalisation for each channel: γ/√(σ²+ε). */
function scaleOf(read: Read, { norm }: ConvNorm, epsilon: number): Float32Array {
  const variance = read(`${norm}.running_var`);
  return read(`${norm}.weight`).map((gamma, i) => gamma / Math.sqrt(variance[i] + epsilon));
}

/**
 * The kernel of a convolution multiplied by the scale of the normalisation after it. `read` returns a weight
 * by name, which is not modified.
 */
export function foldedKernel(read: Read, layer: ConvNorm, epsilon: number): Float32Array {
  const scale = scaleOf(read, layer, epsilon);
  // Output channels are the fastest axis of both kernel layouts ([k, k, in, out] and [k, k, channels, 1]).
  return read(`${layer.conv}.weight`).map((w, i) => w * scale[i % layer.output]);
}

/** The bias that remains of the normalisation after a convolution: β − μ · γ/√(σ²+ε). */
export function foldedBias(read: Read, layer: ConvNorm, epsilon: number): Float32Array {
  const scale = scaleOf(read, layer, epsilon);
  const mean = read(`${layer.norm}.running_mean`);
  return read(`${layer.norm}.bias`).map((beta, i) => beta - mean[i] * scale[i]);
}

/** Folds batch normalisation into all convolutions. The input weights are not modified. */
export function fold(weights: Weights, layout: Layout, epsilon: number): Weights {
  const folded: Weights = new Map(weights);
  for (const layer of convNormsOf(layout)) {
    const read = (name: string) => weights.get(name) as Float32Array;
    for (const suffix of ['weight', 'bias', 'running_mean', 'running_var'])
      folded.delete(`${layer.norm}.${suffix}`);
    folded.set(`${layer.conv}.weight`, foldedKernel(read, layer, epsilon));
    folded.set(`${layer.conv}.bias`, foldedBias(read, layer, epsilon));
  }
  return folded;
}

const pointwise = { kernel: 1, stride: 1, depthwise: false, padding: 'same' } as const;

/**
 * Layers without noise, on folded weights. Convolution, bias and swish stay separate ops, because TensorFlow
 * fuses the three into one kernel.
 */
export function foldedLayers(
  parameter: (name: string) => Tensor,
  mean: readonly number[],
  std: readonly number[],
): Layers {
  const conv = (x: Tensor, name: string, layer: Parameters<typeof convolution>[2] = pointwise): Tensor =>
    biasAdd(convolution(x, parameter(`${name}.weight`), layer), parameter(`${name}.bias`));
  const activate: Layers['activate'] = (x, activation) =>
    activation === 'relu6' ? relu6(x) : tf.mul(x, tf.sigmoid(x));
  return {
    input: (images) => scaleInput(images, mean, std),
    convNorm: (x, layer) => conv(x, layer.conv, layer),
    activate,
    squeezeExcite(x, { name, activation }) {
      const reduced = activate(conv(tf.mean(x, [1, 2], true), `${name}.conv_reduce`), activation);
      return tf.mul(x, tf.sigmoid(conv(reduced, `${name}.conv_expand`)));
    },
    join: (shortcut, x) => tf.add(shortcut, x),
    pool: (x) => tf.mean(x, [1, 2]),
    classify: (features, { name }) =>
      biasAdd(tf.matMul(features as never, parameter(`${name}.weight`) as never), parameter(`${name}.bias`)),
  };
}

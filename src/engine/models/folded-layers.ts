import { convNormsOf, type Layout } from '../../core/network/layers';
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

/** Folds batch normalisation into the convolutions: w' = w · γ/√(σ²+ε), b' = β − μ · γ/√(σ²+ε). Inputs stay as they are. */
export function fold(weights: Weights, layout: Layout, epsilon: number): Weights {
  const folded: Weights = new Map(weights);
  for (const { conv, norm, output } of convNormsOf(layout)) {
    const part = (suffix: string) => weights.get(`${norm}.${suffix}`) as Float32Array;
    const [gamma, beta, mean, variance] = ['weight', 'bias', 'running_mean', 'running_var'].map(part);
    const scale = gamma.map((g, i) => g / Math.sqrt(variance[i] + epsilon));
    // Output channels are the fastest axis of both kernel layouts ([k, k, in, out] and [k, k, channels, 1]).
    const kernel = weights.get(`${conv}.weight`) as Float32Array;
    folded.set(
      `${conv}.weight`,
      kernel.map((w, i) => w * scale[i % output]),
    );
    folded.set(
      `${conv}.bias`,
      beta.map((b, i) => b - mean[i] * scale[i]),
    );
    for (const suffix of ['weight', 'bias', 'running_mean', 'running_var'])
      folded.delete(`${norm}.${suffix}`);
  }
  return folded;
}

const pointwise = { kernel: 1, stride: 1, depthwise: false, padding: 'same' } as const;

/** Layers without noise on folded weights. Convolution, bias and swish stay apart: TensorFlow fuses the three into one kernel. */
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

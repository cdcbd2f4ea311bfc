import { addSame, biasAdd, matmul, relu6, scaleChannels, spatialMean, swish } from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import { convolution } from './convolution';
import type { Layers } from './network';

/**
 * `foldedLayers` made of ops whose gradients leave the batch open, whereas those of tfjs write the number of traced images into the graph.
 * They compute the same, in more kernels.
 */
export function gradientLayers(
  parameter: (name: string) => Tensor,
  mean: readonly number[],
  std: readonly number[],
): Layers {
  const activate: Layers['activate'] = (x, activation) => (activation === 'relu6' ? relu6(x) : swish(x));
  const withBias = (x: Tensor, name: string) => biasAdd(x, parameter(`${name}.bias`));
  /** A 1x1 convolution of images of a single pixel, `[n, in]`. */
  const dense = (x: Tensor, name: string, output: number): Tensor => {
    const kernel = tf.reshape(parameter(`${name}.weight`), [x.shape[1] as number, output]);
    return withBias(matmul(x, kernel), name);
  };
  return {
    input(images) {
      const scaled = tf.mul(images, tf.tensor1d(std.map((s) => 1 / (255 * s))));
      return biasAdd(scaled, tf.tensor1d(std.map((s, i) => -mean[i] / s)));
    },
    convNorm: (x, layer) => withBias(convolution(x, parameter(`${layer.conv}.weight`), layer), layer.conv),
    activate,
    squeezeExcite(x, { name, filters, squeeze, activation }) {
      const reduced = activate(dense(spatialMean(x), `${name}.conv_reduce`, squeeze), activation);
      return scaleChannels(x, tf.sigmoid(dense(reduced, `${name}.conv_expand`, filters)));
    },
    join: (shortcut, x) => addSame(shortcut, x),
    pool: spatialMean,
    classify: (features, { name, output }) => dense(features, name, output),
  };
}

import type { ConvNorm } from '../../core/network/layers';
import { type Tensor, tf } from '../runtime';

/** The convolution of a layer with its kernel, padded as the layer says. */
export function convolution(
  x: Tensor,
  kernel: Tensor,
  { stride, depthwise, padding, kernel: side }: Pick<ConvNorm, 'stride' | 'depthwise' | 'padding' | 'kernel'>,
): Tensor {
  // Without a stride both ways of padding are one.
  const symmetric = padding === 'symmetric' && stride > 1 && side > 1;
  const around = (side - 1) >> 1;
  const input = symmetric ? tf.pad(x, [[0, 0], [around, around], [around, around], [0, 0]]) : x; // biome-ignore format: one line
  const mode = symmetric ? 'valid' : 'same';
  return depthwise
    ? tf.depthwiseConv2d(input as never, kernel as never, stride, mode)
    : tf.conv2d(input as never, kernel as never, stride, mode);
}

import type { ConvNorm } from '../../core/network/layers';
import { convolve, convolveDepthwise, padSpace } from '../graph/ops';
import type { Tensor } from '../runtime';

/** The convolution of a layer with its kernel, padded as the layer says. */
export function convolution(
  x: Tensor,
  kernel: Tensor,
  { stride, depthwise, padding, kernel: side }: Pick<ConvNorm, 'stride' | 'depthwise' | 'padding' | 'kernel'>,
): Tensor {
  // Without a stride both kinds of padding are equal.
  const symmetric = padding === 'symmetric' && stride > 1 && side > 1;
  const input = symmetric ? padSpace(x, (side - 1) >> 1) : x;
  const convolved = depthwise ? convolveDepthwise : convolve;
  return convolved(input, kernel, stride, symmetric ? 'valid' : 'same');
}

import type { ConvNorm } from '../../../core/network/layers';

/**
 * The padding before and after a side, and the length of the output side. TensorFlow's `same` puts an odd
 * zero at the end.
 */
export function paddingOf(
  { kernel, stride, padding }: Pick<ConvNorm, 'kernel' | 'stride' | 'padding'>,
  side: number,
): { before: number; after: number; out: number } {
  if (padding === 'symmetric') {
    const each = (kernel - 1) >> 1;
    return { before: each, after: each, out: Math.floor((side + 2 * each - kernel) / stride) + 1 };
  }
  const out = Math.ceil(side / stride);
  const all = Math.max(0, (out - 1) * stride + kernel - side);
  return { before: all >> 1, after: all - (all >> 1), out };
}

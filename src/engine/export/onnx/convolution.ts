import type { ConvNorm } from '../../../core/network/layers';

/**
 * A kernel `[height, width, input, output]` as `[output, input, height, width]`. A depthwise kernel, `[height, width, channels, 1]`,
 * becomes `[channels, 1, height, width]` with `input` 1 and `output` its channels: its numbers stand in the same order.
 */
export function channelsFirst(
  values: Float32Array,
  pixels: number,
  input: number,
  output: number,
): Float32Array {
  const turned = new Float32Array(values.length);
  let at = 0;
  for (let o = 0; o < output; o++)
    for (let i = 0; i < input; i++)
      for (let p = 0; p < pixels; p++) turned[at++] = values[(p * input + i) * output + o];
  return turned;
}

/** The zeros before and after a side, and the side that comes out. TensorFlow's `same` puts the odd one behind. */
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

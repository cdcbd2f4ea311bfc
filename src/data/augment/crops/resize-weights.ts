/** The interpolation kernel. */
export type Interpolation = 'bicubic' | 'bilinear';

/**
 * Fixed-point bits of the weights: 8 bits for a pixel, two of headroom, the rest for the weight (Pillow's
 * `PRECISION_BITS`).
 */
const weightBits = 22;

/** The weights by which each of `to` output pixels along a side is computed from `from` input pixels. */
export interface ResizeWeights {
  /** The first input pixel, `[to]`. */
  readonly first: Int32Array;
  /** The number of input pixels, `[to]`. */
  readonly count: Int32Array;
  /** Weights in fixed point, `[to, taps]`. */
  readonly weights: Int32Array;
  readonly taps: number;
}

const filters: Record<Interpolation, { readonly support: number; weight(x: number): number }> = {
  bilinear: { support: 1, weight: (x) => Math.max(0, 1 - Math.abs(x)) },
  bicubic: { support: 2, weight: cubic },
};

/** Keys' kernel with a = -0.5, in Pillow's order of operations, because rounding matters. */
function cubic(value: number): number {
  const a = -0.5;
  const x = Math.abs(value);
  if (x < 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  if (x < 2) return (((x - 5) * x + 8) * x - 4) * a;
  return 0;
}

/**
 * Weights as Pillow's `Image.resize` uses them for 8-bit images: the kernel widens if the image shrinks (antialiasing), is cut at the
 * border and sums to one.
 */
export function resizeWeights(from: number, to: number, interpolation: Interpolation): ResizeWeights {
  const { support: reach, weight } = filters[interpolation];
  const scale = from / to;
  const widening = Math.max(1, scale);
  const support = reach * widening;
  const taps = Math.ceil(support) * 2 + 1;
  const out = {
    first: new Int32Array(to),
    count: new Int32Array(to),
    weights: new Int32Array(to * taps),
    taps,
  };
  const row = new Float64Array(taps);
  for (let i = 0; i < to; i++) {
    const centre = (i + 0.5) * scale;
    const first = Math.max(0, Math.trunc(centre - support + 0.5));
    const count = Math.min(from, Math.trunc(centre + support + 0.5)) - first;
    let sum = 0;
    for (let t = 0; t < count; t++) {
      row[t] = weight((t + first - centre + 0.5) * (1 / widening));
      sum += row[t];
    }
    out.first[i] = first;
    out.count[i] = count;
    for (let t = 0; t < count; t++) out.weights[i * taps + t] = fixed(row[t] / sum);
  }
  return out;
}

const fixed = (weight: number) =>
  Math.trunc(weight < 0 ? -0.5 + weight * (1 << weightBits) : 0.5 + weight * (1 << weightBits));

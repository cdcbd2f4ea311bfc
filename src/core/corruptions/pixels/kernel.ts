/** The place in a line of `size` that stands for one outside of it: mirrored, the last pixel not repeated (OpenCV's BORDER_REFLECT_101). */
export function mirrored(at: number, size: number): number {
  if (size === 1) return 0;
  const period = 2 * size - 2;
  const within = ((at % period) + period) % period;
  return within < size ? within : period - within;
}

/** A square kernel of odd side, row by row. */
export interface Kernel {
  readonly side: number;
  readonly weights: Float32Array;
}

/** Correlates each channel of `[size, size, channels]` with a kernel; mirrored outside. */
export function filter(image: Float32Array, size: number, channels: number, kernel: Kernel): Float32Array {
  const half = (kernel.side - 1) / 2;
  const wide = size + 2 * half;
  const padded = pad(image, size, channels, half);
  const taps = [...kernel.weights.entries()]
    .filter(([, weight]) => weight !== 0)
    .map(([i, weight]) => {
      const [y, x] = [Math.floor(i / kernel.side), i % kernel.side];
      return { offset: (y * wide + x) * channels, weight };
    });
  const row = size * channels;
  const out = new Float32Array(image.length);
  for (let y = 0; y < size; y++) {
    const place = out.subarray(y * row, (y + 1) * row);
    for (const { offset, weight } of taps) {
      const from = y * wide * channels + offset;
      for (let i = 0; i < row; i++) place[i] += weight * padded[from + i];
    }
  }
  return out;
}

function pad(image: Float32Array, size: number, channels: number, by: number): Float32Array {
  const wide = size + 2 * by;
  const out = new Float32Array(wide * wide * channels);
  for (let y = 0; y < wide; y++) {
    const from = mirrored(y - by, size) * size;
    for (let x = 0; x < wide; x++) {
      const at = (from + mirrored(x - by, size)) * channels;
      for (let c = 0; c < channels; c++) out[(y * wide + x) * channels + c] = image[at + c];
    }
  }
  return out;
}

/**
 * The disk of a lens that is out of focus. Its edge is softened by a Gaussian of 3 x 3 (5 x 5 for radii above 8) as in the released code.
 * The weights sum to 1, except for what the softening loses at the border of the kernel.
 */
export function disk(radius: number, edge: number): Kernel {
  const half = radius <= 8 ? 8 : Math.floor(radius);
  const side = 2 * half + 1;
  const weights = new Float32Array(side * side);
  let count = 0;
  for (let y = -half; y <= half; y++)
    for (let x = -half; x <= half; x++)
      if (x * x + y * y <= radius * radius) {
        weights[(y + half) * side + x + half] = 1;
        count++;
      }
  for (let i = 0; i < weights.length; i++) weights[i] /= count;
  return { side, weights: filter(weights, side, 1, softening(radius <= 8 ? 3 : 5, edge)) };
}

function softening(side: number, sigma: number): Kernel {
  const half = (side - 1) / 2;
  const line = Array.from({ length: side }, (_, i) => Math.exp(-((i - half) ** 2) / (2 * sigma * sigma)));
  const total = line.reduce((sum, each) => sum + each, 0) ** 2;
  return { side, weights: Float32Array.from(line.flatMap((a) => line.map((b) => (a * b) / total))) };
}

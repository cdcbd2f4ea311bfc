import { resample, type Taps } from './resampling';

/** What lies outside the image: its last pixel repeated (`nearest`), or the image mirrored, with the last pixel repeated (`reflect`). */
export type Border = 'nearest' | 'reflect';

/**
 * Blurs `[size, size, channels]` into a new array. The kernel ends after `truncate` deviations, as in SciPy; the weights that fall outside
 * the image are added to the pixels that stand there, so the kernel may be wider than the image.
 */
export function gaussianBlur(
  image: Float32Array,
  size: number,
  channels: number,
  sigma: number,
  { border = 'nearest', truncate = 4 }: { border?: Border; truncate?: number } = {},
): Float32Array {
  const radius = Math.trunc(truncate * sigma + 0.5);
  if (radius === 0) return image.slice();
  return resample(image, size, channels, tapsOf(size, sigma, radius, border));
}

let last: { key: string; taps: Taps } | null = null;

/** Keeps the last taps, since many images of one size go through the same blur. */
function tapsOf(size: number, sigma: number, radius: number, border: Border): Taps {
  const key = `${size} ${sigma} ${radius} ${border}`;
  if (last?.key !== key) last = { key, taps: makeTaps(size, sigma, radius, border) };
  return last.taps;
}

function makeTaps(size: number, sigma: number, radius: number, border: Border): Taps {
  const kernel = Float64Array.from({ length: 2 * radius + 1 }, (_, i) =>
    Math.exp(-((i - radius) ** 2) / (2 * sigma * sigma)),
  );
  const total = kernel.reduce((sum, each) => sum + each, 0);
  const first = new Int32Array(size);
  const weights = Array.from({ length: size }, (_, at) => {
    const line = new Float64Array(size);
    let [low, high] = [size - 1, 0];
    for (let k = 0; k < kernel.length; k++) {
      const place = inside(at + k - radius, size, border);
      line[place] += kernel[k] / total;
      low = Math.min(low, place);
      high = Math.max(high, place);
    }
    first[at] = low;
    return Float32Array.from(line.subarray(low, high + 1));
  });
  return { first, weights };
}

function inside(at: number, size: number, border: Border): number {
  if (border === 'nearest') return Math.max(0, Math.min(size - 1, at));
  const within = ((at % (2 * size)) + 2 * size) % (2 * size);
  return within < size ? within : 2 * size - 1 - within;
}

import { resample, type Taps } from './resampling';

/**
 * The middle of `[size, size, channels]`, enlarged by `factor` (1 or more) to the same size by bilinear interpolation. The corner pixels of
 * the part stay corner pixels, and any surplus is cut off evenly on both sides.
 */
export function zoomed(image: Float32Array, size: number, channels: number, factor: number): Float32Array {
  const part = Math.ceil(size / factor);
  const from = Math.floor((size - part) / 2);
  const made = roundHalfEven(part * factor);
  const cut = Math.floor((made - size) / 2);
  return resample(image, size, channels, taps(size, { part, from, made, cut }));
}

function taps(
  size: number,
  { part, from, made, cut }: { part: number; from: number; made: number; cut: number },
): Taps {
  const step = made > 1 ? (part - 1) / (made - 1) : 0;
  const first = new Int32Array(size);
  const weights = Array.from({ length: size }, (_, i) => {
    const place = (i + cut) * step;
    const low = Math.min(Math.floor(place), part - 1);
    const share = place - low;
    first[i] = from + low;
    return low + 1 < part ? Float32Array.of(1 - share, share) : Float32Array.of(1);
  });
  return { first, weights };
}

/** Rounds halves to even, as Python does for the size of the enlarged image. */
function roundHalfEven(value: number): number {
  const whole = Math.floor(value);
  const rest = value - whole;
  return rest === 0.5 ? whole + (whole % 2) : Math.round(value);
}

/**
 * Numbers from 1, below `end`, as NumPy's `arange` makes them, rounding errors included: they may add one number to the list, or one pixel
 * to an image.
 */
export function factors(end: number, step: number): number[] {
  const apart = 1 + step - 1;
  return Array.from({ length: Math.ceil((end - 1) / step) }, (_, i) => 1 + i * apart);
}

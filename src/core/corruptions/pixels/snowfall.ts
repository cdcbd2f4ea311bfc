import type { Random } from '../../numbers/random';
import type { CleanImage } from '../corruption';
import { normals } from './draws';
import { clip, levelsOf } from './levels';
import { motionBlur } from './motion';
import { zoomed } from './zoom';

/** Noise that flakes are cut from, the size of one in pixels, and the level below which there is none. */
interface Flakes {
  readonly mean: number;
  readonly deviation: number;
  readonly flake: number;
  readonly least: number;
}

/** Flakes that do not fall yet, levels `[size, size]`. */
export function flakesOf(
  { size, scale }: CleanImage,
  { mean, deviation, flake, least }: Flakes,
  random: Random,
): Float32Array {
  const noise = normals(random, size * size, mean, deviation);
  const flakes = zoomed(noise, size, 1, Math.max(1, flake * scale));
  return clip(flakes.map((level) => (level < least ? 0 : level))).map(
    (level) => Math.floor(level * 255) / 255,
  );
}

/** How flakes fall, in pixels and degrees, and how much of the picture's own light is left. */
interface Fall {
  readonly radius: number;
  readonly sigma: number;
  readonly angle: number;
  readonly own: number;
}

/** A whitened picture with falling flakes in front of it, levels `[size, size, 3]`. */
export function snowedOn(
  { pixels, size, scale }: CleanImage,
  flakes: Float32Array,
  { radius, sigma, angle, own }: Fall,
): Float32Array {
  const layer = motionBlur(flakes, size, 1, { radius: radius * scale, sigma: sigma * scale, angle });
  const out = levelsOf(pixels);
  for (let i = 0; i < layer.length; i++) {
    const [red, green, blue] = out.subarray(3 * i, 3 * i + 3);
    const light = (0.299 * red + 0.587 * green + 0.114 * blue) * 1.5 + 0.5;
    // The layer is added twice: as it is, and rotated by 180 degrees.
    const falling = layer[i] + layer[layer.length - 1 - i];
    for (let c = 3 * i; c < 3 * i + 3; c++)
      out[c] = own * out[c] + (1 - own) * Math.max(out[c], light) + falling;
  }
  return out;
}

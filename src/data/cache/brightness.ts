import { setImmediate as nextTurn } from 'node:timers/promises';
import type { PixelCache } from './pixel-cache';

const piece = 64;

/** The mean brightness of RGB pixels, 0 to 1, by the weights of ITU-R BT.601. */
export function meanBrightness(pixels: Uint8Array): number {
  let sum = 0;
  for (let at = 0; at < pixels.length; at += 3)
    sum += pixels[at] * 299 + pixels[at + 1] * 587 + pixels[at + 2] * 114;
  return sum / (pixels.length / 3) / 255_000;
}

/** The mean brightness of each cached image, by content hash; other work can run in between. */
export async function brightnessOf(
  cache: PixelCache,
  hashes: readonly string[],
): Promise<Map<string, number>> {
  const known = hashes.filter((hash) => cache.rowOf(hash) >= 0);
  const found = new Map<string, number>();
  for (let from = 0; from < known.length; from += piece) {
    const some = known.slice(from, from + piece);
    const pixels = cache.read(some.map((hash) => cache.rowOf(hash)));
    const size = pixels.length / some.length;
    for (const [at, hash] of some.entries())
      found.set(hash, meanBrightness(pixels.subarray(at * size, (at + 1) * size)));
    await nextTurn();
  }
  return found;
}

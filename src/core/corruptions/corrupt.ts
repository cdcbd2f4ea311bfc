import { Random } from '../numbers/random';
import {
  type CleanImage,
  type Corrupted,
  type CorruptionTools,
  type PublishedSide,
  publishedSides,
  type Severity,
} from './corruption';
import { type CorruptionName, corruptionOf } from './table';

/** A corruption at one severity. */
export interface Cell {
  readonly corruption: CorruptionName;
  readonly severity: Severity;
}

/**
 * Increased whenever a corruption's output changes: earlier results are then measured again, never mixed with
 * new ones.
 */
export const corruptionsVersion = 1;

/**
 * Applies a corruption to an image `[size, size, 3]` uint8 and returns new bytes. An image, known by the hash of its file (32 bytes), is
 * corrupted in the same way every time, whichever other images are measured with it.
 */
export async function corruptImage(
  pixels: Uint8Array,
  size: number,
  { corruption, severity }: Cell,
  contentHash: Uint8Array,
  tools: CorruptionTools,
): Promise<Uint8Array> {
  const { apply, published } = corruptionOf(corruption);
  const side = nearestSide(size);
  const random = randomOf(corruption, severity, contentHash);
  return toBytes(await apply(cleanImage(pixels, size), published[side][severity - 1], random, tools));
}

/** The published side that is nearest to a size as a ratio: 32 up to 45 pixels, 64 up to 119, 224 above. */
export function nearestSide(size: number): PublishedSide {
  const distance = (side: number) => Math.abs(Math.log(size / side));
  return publishedSides.reduce((best, side) => (distance(side) < distance(best) ? side : best));
}

/** An image with the factor for published lengths in pixels. */
export const cleanImage = (pixels: Uint8Array, size: number): CleanImage => ({
  ...{ pixels, size },
  scale: size / nearestSide(size),
});

/** The random numbers for changing the image with this hash by the named change at this severity. */
export function randomOf(name: string, severity: number, hash: Uint8Array): Random {
  const { buffer, byteOffset, byteLength } = hash;
  const words = new DataView(buffer, byteOffset, byteLength);
  const letters = [...name].map((letter) => letter.codePointAt(0) as number);
  return new Random(words.getUint32(0), words.getUint32(4), words.getUint32(8), severity, ...letters);
}

/**
 * Levels 0 to 1 as bytes, rounded down as in the published sets. The margin is for levels that were bytes before and are whole again except
 * for a rounding error.
 */
export function toBytes(levels: Corrupted): Uint8Array {
  if (levels instanceof Uint8Array) return levels;
  const out = new Uint8Array(levels.length);
  for (let i = 0; i < out.length; i++) out[i] = Math.max(0, Math.min(255, levels[i] * 255 + 1e-3));
  return out;
}

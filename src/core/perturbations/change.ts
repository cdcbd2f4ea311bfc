import { type Cell, cleanImage, corruptImage, nearestSide, randomOf, toBytes } from '../corruptions/corrupt';
import type { CorruptionTools } from '../corruptions/corruption';
import { type PerturbationName, perturbationOf } from './table';

/** A sequence of frames, from a perturbation. */
export interface Sequence {
  readonly perturbation: PerturbationName;
}

/** What is done to an image before a model sees it: a corruption makes one image, a perturbation a sequence; null leaves it clean. */
export type Change = Cell | Sequence | null;

/** The default number of measured images: each becomes some 300 frames. */
export const defaultImages = 500;

/**
 * Increased whenever the frames of a perturbation change: earlier results are then measured again, never mixed with new ones.
 */
export const perturbationsVersion = 1;

const isSequence = (change: Change): change is Sequence => change !== null && 'perturbation' in change;

/** How many images a change makes of one `[size, size, 3]`. */
export function framesOf(change: Change, size: number): number {
  if (!isSequence(change)) return 1;
  return perturbationOf(change.perturbation).published[nearestSide(size)].count;
}

/**
 * Yields the images that a change makes of an image `[size, size, 3]` uint8, one after the other. An image, known by the hash of its file
 * (32 bytes), is changed in the same way every time, whichever other images are measured with it.
 */
export async function* changed(
  pixels: Uint8Array,
  size: number,
  change: Change,
  contentHash: Uint8Array,
  tools: CorruptionTools,
): AsyncGenerator<Uint8Array> {
  if (change === null) yield pixels;
  else if (isSequence(change)) {
    const { name, frames, published } = perturbationOf(change.perturbation);
    const random = randomOf(name, 0, contentHash);
    const image = cleanImage(pixels, size);
    for (const frame of frames(image, published[nearestSide(size)], random, tools))
      yield toBytes(await frame);
  } else yield await corruptImage(pixels, size, change, contentHash, tools);
}

import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NoisePreview } from '../../contract';
import type { InputNoise } from '../../core/recipe';
import type { Fit } from '../../core/vocabulary/images';
import { augmentImage, cleanImage } from '../../data/augment';
import { decodeImage } from '../../data/decode';
import type { Project } from '../project/project';

interface PreviewRequest {
  readonly imageId: number;
  readonly imageSize: number;
  /** Side of the cached image that views are made of, and how it is made square. */
  readonly cacheSide: number;
  readonly fit: Fit;
  readonly noise: InputNoise;
  readonly views: readonly { readonly seed: number; readonly magnitude?: number }[];
}

/** The image that was decoded last: a slider asks for the same one again and again. */
let last: { readonly key: string; readonly pixels: Uint8Array } | null = null;

/**
 * An image at the recipe's size as the training would see it, a view for each seed. Lets other work in between views and ends with
 * the signal. Throws `unknown-image` and what decoding throws.
 */
export async function noisePreview(
  project: Project,
  { imageId, imageSize, cacheSide, fit, noise, views }: PreviewRequest,
  signal: AbortSignal | undefined,
): Promise<NoisePreview> {
  const cached = await pixelsOf(project, imageId, Math.max(imageSize, cacheSide), fit);
  const clean = new Uint8Array(imageSize * imageSize * 3);
  cleanImage(cached, clean, imageSize);
  const noisy = new Uint8Array(views.length * clean.length);
  for (const [i, { seed, magnitude = noise.randAugment.magnitude }] of views.entries()) {
    await nextTurn();
    signal?.throwIfAborted();
    const randAugment = { ...noise.randAugment, magnitude };
    const view = noisy.subarray(i * clean.length, (i + 1) * clean.length);
    augmentImage(cached, view, imageSize, { ...noise, randAugment }, seed);
  }
  return { imageSize, clean, noisy };
}

async function pixelsOf({ catalog }: Project, imageId: number, side: number, fit: Fit): Promise<Uint8Array> {
  const { file, contentHash } = catalog.images.get(imageId);
  const key = `${contentHash ?? file}/${side}/${fit}`;
  if (last?.key !== key) last = { key, pixels: await decodeImage(file, side, { fit }) };
  // The window may take over what it is sent; the kept one stays here.
  return last.pixels.slice();
}

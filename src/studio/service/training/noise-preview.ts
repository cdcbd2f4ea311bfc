import { setImmediate as nextTurn } from 'node:timers/promises';
import type { NoisePreview } from '../../../contract';
import { drawMixes } from '../../../core/noise/mix';
import type { InputNoise } from '../../../core/recipe';
import type { Fit } from '../../../core/vocabulary/images';
import { augmentImage, cleanImage } from '../../../data/augment';
import { mixPair } from '../../../data/augment/mix-pair';
import { decodeImage } from '../../../data/decode/pixels/decode';
import type { Project } from '../../project/folder/project';

interface PreviewRequest {
  readonly imageId: number;
  /** The second image of a pair, for noise that mixes images. */
  readonly partnerId?: number;
  readonly imageSize: number;
  /** Side of the cached image from which views are made, and how it is made square. */
  readonly cacheSide: number;
  readonly fit: Fit;
  readonly noise: InputNoise;
  readonly views: readonly { readonly seed: number; readonly magnitude?: number }[];
}

/** The images that were decoded last, one and its partner: a slider asks for the same ones again and again. */
let last: readonly { readonly key: string; readonly pixels: Uint8Array }[] = [];

/**
 * An image at the recipe's size as the training would see it, one view for each seed. Lets other work run between views and throws after
 * the signal. Throws `unknown-image` and what decoding throws.
 */
export async function noisePreview(
  project: Project,
  { imageId, partnerId, imageSize, cacheSide, fit, noise, views }: PreviewRequest,
  signal: AbortSignal | undefined,
): Promise<NoisePreview> {
  const side = Math.max(imageSize, cacheSide);
  const cached = await pixelsOf(project, imageId, side, fit);
  const mixes = partnerId !== undefined && (noise.mixup > 0 || noise.cutmix > 0);
  const partner = mixes ? await pixelsOf(project, partnerId, side, fit) : null;
  const clean = new Uint8Array(imageSize * imageSize * 3);
  cleanImage(cached, clean, imageSize);
  const noisy = new Uint8Array(views.length * clean.length);
  for (const [i, { seed, magnitude: own }] of views.entries()) {
    const magnitude = own ?? noise.randAugment.magnitude;
    await nextTurn();
    signal?.throwIfAborted();
    const randAugment = { ...noise.randAugment, magnitude };
    const view = noisy.subarray(i * clean.length, (i + 1) * clean.length);
    augmentImage(cached, view, imageSize, { ...noise, randAugment }, seed);
    if (partner && own === undefined) mixInto(view, partner, { imageSize, noise, seed });
  }
  return { imageSize, clean, noisy };
}

/** Mixes the view with its partner, as a training does with the first image of a pair. */
function mixInto(
  view: Uint8Array,
  partner: Uint8Array,
  { imageSize, noise, seed }: { imageSize: number; noise: InputNoise; seed: number },
): void {
  const pair = new Uint8Array(2 * view.length);
  pair.set(view);
  augmentImage(partner, pair.subarray(view.length), imageSize, noise, seed + 1);
  for (const mix of drawMixes({ from: 0, count: 2 }, imageSize, noise, seed, 0))
    mixPair(pair, imageSize, mix);
  view.set(pair.subarray(0, view.length));
}

async function pixelsOf({ catalog }: Project, imageId: number, side: number, fit: Fit): Promise<Uint8Array> {
  const { file, contentHash } = catalog.images.get(imageId);
  const key = `${contentHash ?? file}/${side}/${fit}`;
  const known = last.find((each) => each.key === key);
  const image = known ?? { key, pixels: await decodeImage(file, side, { fit }) };
  last = [image, ...last.filter((each) => each !== known)].slice(0, 2);
  // Sending may transfer the buffer to the window, so a copy is returned and the original stays here.
  return image.pixels.slice();
}

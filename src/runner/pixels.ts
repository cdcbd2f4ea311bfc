import type { ModelSpec } from '../core/network/model-spec';
import { PixelCache } from '../data/pixel-cache';
import type { CacheKey } from '../data/pixel-rows';
import type { TrainSpec } from './messages';

/** The cached images that a model is shown as they are: for validation, labelling and measuring. */
export function cleanPixels(folder: string, { imageSize, fit }: ModelSpec): PixelCache {
  return PixelCache.open(folder, imageSize, fit);
}

/** Which cached images a training makes its batches of. */
export function trainingPixels({ model, cacheSide = model.imageSize }: TrainSpec): CacheKey {
  return { side: cacheSide, fit: model.fit ?? 'cover' };
}

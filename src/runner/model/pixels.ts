import type { ModelSpec } from '../../core/network/model-spec';
import { PixelCache } from '../../data/cache/pixel-cache';
import type { CacheKey } from '../../data/cache/pixel-rows';
import type { TrainSpec } from '../job/messages';

/** The cached images as a model receives them without noise: for validation, labelling and evaluation. */
export function cleanPixels(folder: string, { imageSize, fit }: ModelSpec): PixelCache {
  return PixelCache.open(folder, imageSize, fit);
}

/** The cached images from which a training makes its batches. */
export function trainingPixels({ model, cacheSide = model.imageSize }: TrainSpec): CacheKey {
  return { side: cacheSide, fit: model.fit ?? 'cover' };
}

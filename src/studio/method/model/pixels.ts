import type { ImageInput, Split } from '../../../catalog';
import type { ModelSpec } from '../../../core/network/model-spec';
import type { Fit } from '../../../core/vocabulary/images';
import { fillCache } from '../../../data/cache/fill-cache';
import { PixelCache } from '../../../data/cache/pixel-cache';
import type { LabelledImages } from '../../../runner/job/messages';
import { imagesAt } from '../../../runner/probe/probed-images';
import type { StudioContext } from '../../project/context/context';
import { stageEvent, tellImages } from '../../project/context/stage-event';
import { JobCancelled } from '../../project/engine/engine';
import { imagesOf } from '../../project/images/image-sets';

/**
 * Decodes the missing images of these splits into the pixel cache. An image that can no longer be read is
 * quarantined with the reason, and the work continues without it.
 */
export async function ensurePixels(
  context: StudioContext,
  imageSize: number,
  fit: Fit,
  splits: readonly Split[],
): Promise<void> {
  const images = splits.flatMap((split) => imagesOf(context.project, split));
  await withPixels(context, imageSize, fit, images);
}

/** Does the same for some images; returns those that the cache now has, in their order. */
export async function withPixels(
  context: StudioContext,
  imageSize: number,
  fit: Fit,
  images: readonly ImageInput[],
): Promise<readonly ImageInput[]> {
  const { project, signal, tell } = context;
  const cache = PixelCache.open(project.cacheFolder, imageSize, fit);
  try {
    const missing = images.filter(({ contentHash }) => cache.rowOf(contentHash) < 0);
    if (missing.length === 0) return images;
    tell(stageEvent('pixels', 'decode', { images: missing.length }));
    const { failed } = await fillCache(cache, missing, { signal, onProgress: tellImages(tell) }).catch(
      (error) => {
        throw signal.aborted ? new JobCancelled() : error;
      },
    );
    const byHash = new Map(missing.map((image) => [image.contentHash, image.id]));
    for (const { contentHash, file, code, reason, values } of failed) {
      project.catalog.images.quarantine(byHash.get(contentHash) as number, { code, reason, values });
      tell({ type: 'note', note: { code, values, place: file } });
    }
    const gone = new Set(failed.map(({ contentHash }) => contentHash));
    return images.filter(({ contentHash }) => !gone.has(contentHash));
  } finally {
    cache.close();
  }
}

/** Does the same for labelled images of these splits, in the form that the engine takes. */
export async function withPixelsOf(
  context: StudioContext,
  { imageSize, fit = 'cover' }: Pick<ModelSpec, 'imageSize' | 'fit'>,
  labelled: LabelledImages,
  splits: readonly Split[],
): Promise<LabelledImages> {
  const hashes = Array.from(labelled.labels, (_, row) =>
    Buffer.from(labelled.hashes.subarray(row * 32, (row + 1) * 32)).toString('hex'),
  );
  const wanted = new Set(hashes);
  const files: ImageInput[] = [];
  for (const split of splits)
    for (const piece of context.project.catalog.images.inputs(split))
      files.push(...piece.filter(({ contentHash }) => wanted.has(contentHash)));
  const there = new Set(
    (await withPixels(context, imageSize, fit, files)).map(({ contentHash }) => contentHash),
  );
  return imagesAt(
    labelled,
    [...hashes.keys()].filter((row) => there.has(hashes[row])),
  );
}

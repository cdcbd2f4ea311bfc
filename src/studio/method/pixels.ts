import type { Split } from '../../catalog';
import type { Fit } from '../../core/vocabulary/images';
import { fillCache } from '../../data/fill-cache';
import { PixelCache } from '../../data/pixel-cache';
import type { StudioContext } from '../project/context';
import { JobCancelled } from '../project/engine';
import { imagesOf } from '../project/image-sets';
import { stageEvent, tellImages } from '../project/stage-event';

/**
 * Decodes the images of these splits into the pixel cache, those that are not there yet. An image that can no longer be read is
 * quarantined with the reason, and the work goes on without it.
 */
export async function ensurePixels(
  context: StudioContext,
  imageSize: number,
  fit: Fit,
  splits: readonly Split[],
): Promise<void> {
  const { project, signal, tell } = context;
  const cache = PixelCache.open(project.cacheFolder, imageSize, fit);
  try {
    const images = splits.flatMap((split) => imagesOf(project, split));
    const missing = images.filter(({ contentHash }) => cache.rowOf(contentHash) < 0);
    if (missing.length === 0) return;
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
  } finally {
    cache.close();
  }
}

import { readFile } from 'node:fs/promises';
import type { Image } from '../../catalog';
import { lookOf, lookSide } from '../../core/likeness';
import { decodeImage } from '../../data/decode/decode';
import { inParallel } from '../project/in-parallel';
import type { Project } from '../project/project';
import { spaceOf } from './spaces';

/** Images between two writes to the cache. */
const piece = 256;

/**
 * Makes the looks of images by their colours and layout, a few at a time. An image that cannot be read gets none. `onProgress` is told how
 * many are done; a signal ends it between two images, and what was made stays.
 */
export async function makePictureLooks(
  project: Project,
  ids: Int32Array,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const { cache, unreadable } = await spaceOf(project, 'picture');
  let done = 0;
  for (let from = 0; from < ids.length; from += piece) {
    const images = project.catalog.images.byIds([...ids.subarray(from, from + piece)]);
    await inParallel(images, async (image) => {
      signal.throwIfAborted();
      const look = await lookOfFile(project, image);
      if (look) keep(cache, image, look);
      else unreadable.add(image.id);
      onProgress(++done, ids.length);
    }).finally(() => cache.flush());
  }
}

function keep(
  cache: Awaited<ReturnType<typeof spaceOf>>['cache'],
  { contentHash }: Image,
  look: Int8Array,
): void {
  const hash = Buffer.from(contentHash as string, 'hex');
  if (cache.rowOf(hash) < 0) cache.add(hash, look);
}

/** Of a large image its thumbnail is enough, where there is one. Null where the file cannot be read. */
async function lookOfFile({ thumbnails }: Project, { contentHash, file }: Image): Promise<Int8Array | null> {
  if (contentHash === null) return null;
  try {
    const bytes = thumbnails.get(contentHash) ?? (await readFile(file));
    return lookOf(await decodeImage(bytes, lookSide, { fit: 'squeeze' }));
  } catch {
    return null;
  }
}

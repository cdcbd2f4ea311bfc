import { readFile } from 'node:fs/promises';
import { lookOf, lookSide } from '../../core/likeness';
import { decodeImage } from '../../data/decode/pixels/decode';
import { inParallel } from '../project/context/in-parallel';
import type { Project } from '../project/folder/project';
import { type ImageCache, spaceOf } from './spaces';

/** How many images are looked at between two writes to the cache. */
const piece = 256;

/** Makes the looks of images by their colours and layout. */
export async function makePictureLooks(
  project: Project,
  ids: Int32Array,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const look = async (file: Uint8Array) => lookOf(await decodeImage(file, lookSide, { fit: 'squeeze' }));
  await lookAtPictures(project, { ids, to: await spaceOf(project, 'picture'), look }, signal, onProgress);
}

interface Looking {
  readonly ids: Int32Array;
  readonly to: ImageCache;
  /** Computes what is kept of a picture from the bytes of a file. */
  readonly look: (file: Uint8Array) => Promise<Int8Array>;
}

/**
 * Keeps something about each image, a few images at a time, and nothing about an image that cannot be read. `onProgress` is called with the
 * number done; a signal stops it between two images, and what was made stays.
 */
export async function lookAtPictures(
  project: Project,
  { ids, to: { cache, unreadable }, look }: Looking,
  signal: AbortSignal,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  let done = 0;
  for (let from = 0; from < ids.length; from += piece) {
    const images = project.catalog.images.byIds([...ids.subarray(from, from + piece)]);
    await inParallel(images, async ({ id, contentHash, file }) => {
      signal.throwIfAborted();
      const seen = await seenIn(project, { contentHash, file }, look);
      const hash = Buffer.from(contentHash ?? '', 'hex');
      if (!seen) unreadable.add(id);
      else if (cache.rowOf(hash) < 0) cache.add(hash, seen);
      onProgress(++done, ids.length);
    }).finally(() => cache.flush());
  }
}

/** Uses the thumbnail of a large image if there is one. Returns null if the file cannot be read. */
async function seenIn(
  { thumbnails }: Project,
  { contentHash, file }: { readonly contentHash: string | null; readonly file: string },
  look: Looking['look'],
): Promise<Int8Array | null> {
  if (contentHash === null) return null;
  try {
    return await look(thumbnails.get(contentHash) ?? (await readFile(file)));
  } catch {
    return null;
  }
}

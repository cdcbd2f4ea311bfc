import { join } from 'node:path';
import type { HashedImages } from '../../catalog';
import { pixelScores, scoredSide } from '../../core/image-issues/pixel-scores';
import { type PixelIssue, pixelIssues } from '../../core/vocabulary/image-issues';
import { LookCache } from '../../data/cache/look-cache';
import { decodeWhole } from '../../data/decode/pixels/decode';
import { type ImageCache, lookAtPictures, missingIn, rowsIn } from '../likeness';
import type { StudioContext } from '../project/context/context';
import { stageEvent, tellImages } from '../project/context/stage-event';
import type { Project } from '../project/folder/project';

/** Bytes per image: each score takes two. */
const bytes = 2 * pixelIssues.length;
const full = 0xffff;
/** Must be increased when the contents of the file of scores change their meaning. */
const version = 1;

/** The scores by pixels of each project's images. */
const caches = new WeakMap<Project, Promise<ImageCache>>();

function cacheOf(project: Project): Promise<ImageCache> {
  const known = caches.get(project);
  if (known) return known;
  const file = join(project.cacheFolder, `image-scores-${version}.bin`);
  const opened = LookCache.open(file, bytes).then((cache) => ({ cache, unreadable: new Set<number>() }));
  caches.set(project, opened);
  opened.catch(() => caches.delete(project));
  return opened;
}

/** Ids of the images that can have a label and have not been scored yet. */
export const notScored = async (project: Project, signal?: AbortSignal): Promise<Int32Array> =>
  missingIn(project, await cacheOf(project), signal);

/**
 * Scores the images that have not been scored yet; images that cannot be read get no score. Returns how many of them could not be read. A
 * signal stops it between two images, and what was made stays.
 */
export async function scoreImages({
  project,
  signal,
  tell,
}: Pick<StudioContext, 'project' | 'signal' | 'tell'>): Promise<number> {
  const ids = await notScored(project, signal);
  if (ids.length === 0) return 0;
  tell(stageEvent('pixels', 'scores', { images: ids.length }));
  const to = await cacheOf(project);
  await lookAtPictures(project, { ids, to, look: packed }, signal, tellImages(tell));
  return ids.filter((id) => to.unreadable.has(id)).length;
}

/** The scores of a picture as integers of two bytes each. */
async function packed(file: Uint8Array): Promise<Int8Array> {
  const scores = pixelScores(await decodeWhole(file, scoredSide));
  return new Int8Array(Uint16Array.from(pixelIssues, (issue) => Math.round(full * scores[issue])).buffer);
}

/** How many pictures have scores: a number that increases with every change. */
export const scoredImages = async (project: Project): Promise<number> => (await cacheOf(project)).cache.count;

/** Scores of images by one issue, 0 to 1; more than 1 for images without a score. */
export async function scoresBy(
  project: Project,
  issue: PixelIssue,
): Promise<(images: Pick<HashedImages, 'ids' | 'hashes'>) => Float32Array> {
  const { cache } = await cacheOf(project);
  const { looks } = cache;
  const view = new DataView(looks.buffer, looks.byteOffset, looks.byteLength);
  const at = 2 * pixelIssues.indexOf(issue);
  return (images) => {
    const rows = rowsIn({ cache }, images);
    const scores = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++)
      scores[i] = rows[i] < 0 ? 2 : view.getUint16(rows[i] * bytes + at, true) / full;
    return scores;
  };
}

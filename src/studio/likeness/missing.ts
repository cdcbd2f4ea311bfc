import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/folder/project';
import { eachInSlices } from './in-slices';
import { type ImageCache, rowsIn, spaceOf } from './spaces';

/** Ids of the images that can have a label and have not been looked at yet. */
export const notLookedAt = async (
  project: Project,
  basis: LikenessBasis,
  signal?: AbortSignal,
): Promise<Int32Array> => missingIn(project, await spaceOf(project, basis), signal);

/** Ids of the images that can have a label and are not in a cache yet, except those that could not be read in this session. */
export async function missingIn(
  project: Project,
  space: ImageCache,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const missing: number[] = [];
  await eachInSlices(project.catalog.labelViews.hashed(), signal, (images) => {
    const rows = rowsIn(space, images);
    for (const [i, row] of rows.entries())
      if (row < 0 && !space.unreadable.has(images.ids[i])) missing.push(images.ids[i]);
  });
  return Int32Array.from(missing);
}

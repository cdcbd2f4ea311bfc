import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/project';
import { eachInSlices } from './in-slices';
import { rowsIn, spaceOf } from './spaces';

/** Ids of the images that can have a label and were not looked at yet. */
export async function notLookedAt(
  project: Project,
  basis: LikenessBasis,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const space = await spaceOf(project, basis);
  const missing: number[] = [];
  await eachInSlices(project.catalog.labelViews.hashed(), signal, (images) => {
    const rows = rowsIn(space, images);
    for (const [i, row] of rows.entries())
      if (row < 0 && !space.unreadable.has(images.ids[i])) missing.push(images.ids[i]);
  });
  return Int32Array.from(missing);
}

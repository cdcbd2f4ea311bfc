import { centreOf, cosine } from '../../core/likeness';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/folder/project';
import { madeClusters } from './clusters';
import { eachInSlices } from './in-slices';

/**
 * How similar each image is to the centre of its cluster, by id, from 0 to 1; 2 for an image that is in none, because outliers are like no
 * other. Throws `no-clusters`.
 */
export async function typicality(
  project: Project,
  basis: LikenessBasis,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const { clusters, cache } = await madeClusters(project, basis);
  const centres = Array.from(clusters.images, (_, number) => centreOf(clusters, number));
  const found = new Float32Array((clusters.ids.at(-1) ?? 0) + 1).fill(2);
  await eachInSlices(clusters.ids.entries(), signal, ([place, id]) => {
    const close = cosine(cache.looks, clusters.rows[place], centres[clusters.of[place]]);
    found[id] = (1 + close) / 2;
  });
  return found;
}

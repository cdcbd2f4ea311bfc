import type { LabelViewFilter } from '../../catalog';
import { centreOf, cosine, typicalFirst } from '../../core/likeness';
import { orderByValue } from '../../core/numbers/value-order';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/project';
import { labelledIn, madeClusters } from './clusters';

/**
 * Ids of a view's images in the order in which few labels show a model most: typical images of each cluster, those of clusters with fewest
 * labels first. Images that are in no cluster come last. Throws `no-clusters`.
 */
export async function typicalImages(
  project: Project,
  { basis, ...filter }: LabelViewFilter & { readonly basis: LikenessBasis },
  signal?: AbortSignal,
): Promise<Int32Array> {
  const { clusters, cache } = await madeClusters(project, basis);
  const labelled = await labelledIn(project, basis, signal);
  const open = Array.from(clusters.images, () => [] as number[]);
  const others: number[] = [];
  let at = 0;
  // Both are in the order of their ids.
  for (const id of project.catalog.labelViews.ids(filter).sort()) {
    while (clusters.ids[at] < id) at++;
    if (clusters.ids[at] === id) open[clusters.of[at]].push(at);
    else others.push(id);
  }
  const order = typicalFirst(
    open.map((places, cluster) => {
      const centre = centreOf(clusters, cluster);
      const close = Float32Array.from(places, (place) => cosine(cache.looks, clusters.rows[place], centre));
      const images = orderByValue(close, true).map((i) => clusters.ids[places[i]]);
      return { images: Int32Array.from(images), labelled: labelled[cluster] };
    }),
  );
  return Int32Array.from([...order, ...others]);
}

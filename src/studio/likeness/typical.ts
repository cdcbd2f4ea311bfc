import type { LabelViewFilter } from '../../catalog';
import { centreOf, cosine, type OpenCluster, typicalFirst } from '../../core/likeness';
import { orderByValue } from '../../core/numbers/value-order';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/project';
import { labelledIn, madeClusters } from './clusters';
import { eachInSlices } from './in-slices';

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
  const sorted: OpenCluster[] = [];
  await eachInSlices(open.entries(), signal, ([cluster, places]) => {
    const centre = centreOf(clusters, cluster);
    const close = Float32Array.from(places, (place) => cosine(cache.looks, clusters.rows[place], centre));
    const images = Int32Array.from(orderByValue(close, true), (i) => clusters.ids[places[i]]);
    sorted.push({ images, labelled: labelled[cluster] });
  });
  const order = typicalFirst(sorted);
  const all = new Int32Array(order.length + others.length);
  all.set(order);
  all.set(others, order.length);
  return all;
}

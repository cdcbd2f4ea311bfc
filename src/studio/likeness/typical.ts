import type { LabelViewFilter } from '../../catalog';
import { centreOf, cosine, type OpenCluster, typicalFirst } from '../../core/likeness';
import { orderByValue } from '../../core/numbers/value-order';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/folder/project';
import { madeClusters } from './clusters';
import { eachInSlices } from './in-slices';
import type { MadeClusters } from './spaces';

/**
 * Ids of a view's images in an order in which few labels teach a model most: typical images of each cluster, those of the clusters with the
 * fewest labels first. Images that are in no cluster come last. Throws `no-clusters`.
 */
export async function typicalImages(
  project: Project,
  { basis, ...filter }: LabelViewFilter & { readonly basis: LikenessBasis },
  signal?: AbortSignal,
): Promise<Int32Array> {
  const { clusters, cache } = await madeClusters(project, basis);
  const open = placesIn(clusters, project.catalog.labelViews.ids(filter).sort());
  const labelled = new Int32Array(open.places.length);
  // Images that are held out for tests teach nothing.
  for (const split of ['labelled-train', 'validation'] as const) {
    const { places } = placesIn(clusters, project.catalog.images.ids({ split }));
    for (const [cluster, own] of places.entries()) labelled[cluster] += own.length;
  }
  const sorted: OpenCluster[] = [];
  await eachInSlices(open.places.entries(), signal, ([cluster, places]) => {
    const centre = centreOf(clusters, cluster);
    const close = Float32Array.from(places, (place) => cosine(cache.looks, clusters.rows[place], centre));
    const images = Int32Array.from(orderByValue(close, true), (i) => clusters.ids[places[i]]);
    sorted.push({ images, labelled: labelled[cluster] });
  });
  const order = typicalFirst(sorted);
  const all = new Int32Array(order.length + open.others.length);
  all.set(order);
  all.set(open.others, order.length);
  return all;
}

/** The positions of some images, in the order of their ids, among the images of each cluster; and the images that are in none. */
function placesIn(clusters: MadeClusters, ids: Iterable<number>) {
  const places = Array.from(clusters.images, () => [] as number[]);
  const others: number[] = [];
  let at = 0;
  for (const id of ids) {
    while (clusters.ids[at] < id) at++;
    if (clusters.ids[at] === id) places[clusters.of[at]].push(at);
    else others.push(id);
  }
  return { places, others };
}

/** The images of a cluster that can be chosen, and how many of its images have a label already. */
export interface OpenCluster {
  /** In the order in which they are chosen. */
  readonly images: Int32Array;
  readonly labelled: number;
}

/**
 * The images of all clusters in an order in which few labels cover them: the next image is always of a cluster with the fewest labels,
 * counting the images chosen before; among several such clusters, the first ones come first (TypiClust, Hacohen et al. 2022, with the
 * clusters as they are).
 */
export function typicalFirst(clusters: readonly OpenCluster[]): Int32Array {
  const order = new Int32Array(clusters.reduce((sum, { images }) => sum + images.length, 0));
  let open = clusters.map(({ images, labelled }) => ({ images, labelled, next: 0 }));
  for (let placed = 0, labels = 0; placed < order.length; labels++) {
    open = open.filter(({ images, next }) => next < images.length);
    const fewest = open.reduce((least, { labelled, next }) => Math.min(least, labelled + next), Infinity);
    labels = Math.max(labels, fewest);
    for (const cluster of open)
      if (cluster.labelled + cluster.next === labels) order[placed++] = cluster.images[cluster.next++];
  }
  return order;
}

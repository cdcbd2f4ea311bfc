/**
 * What the loss of each labelled image counts so that every class weighs the same: images / (classes x images of its class), 1 in the
 * mean (scikit-learn's `class_weight="balanced"`). `labels` `[images]`, of classes that have images.
 */
export function balancedWeights(labels: ArrayLike<number>): Float32Array {
  const counts = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  return Float32Array.from(labels, (c) => labels.length / (counts.size * (counts.get(c) as number)));
}

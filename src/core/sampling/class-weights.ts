/**
 * The loss weight of each labelled image with which every class counts the same: images / (classes x images of its
 * class), 1 on average (scikit-learn's `class_weight="balanced"`). `labels` `[images]` are classes that have images.
 */
export function balancedWeights(labels: ArrayLike<number>): Float32Array {
  const counts = new Map<number, number>();
  for (let i = 0; i < labels.length; i++) counts.set(labels[i], (counts.get(labels[i]) ?? 0) + 1);
  return Float32Array.from(labels, (c) => labels.length / (counts.size * (counts.get(c) as number)));
}

import { studioError } from '../errors';
import { Random } from '../numbers/random';

/**
 * Assigns each image `[images]` to one of `count` folds, drawn by seed, with every class spread evenly over the
 * folds. Images of one group (`groups` `[images]`, any numbers) are in one fold: the largest groups are placed first,
 * each into the fold with the fewest images of its class or, if equal, the fewest images overall. Throws
 * `too-few-groups` if there are fewer groups than folds.
 */
export function stratifiedFolds(
  labels: ArrayLike<number>,
  { count, seed, groups }: { count: number; seed: number; groups?: ArrayLike<number> },
): Int32Array {
  const units = unitsOf(labels.length, groups);
  if (units.length < count) throw studioError('too-few-groups', { groups: units.length, folds: count });
  const classes = Array.from(labels).reduce((most, label) => Math.max(most, label), 0) + 1;
  const ofClass = Array.from({ length: count }, () => new Float64Array(classes));
  const inAll = new Float64Array(count);
  const folds = new Int32Array(labels.length);
  // Shuffled first and then sorted by size, so that groups of equal size are in an order that follows the seed.
  const order = new Random(seed, 0xf01d).shuffle(units).sort((a, b) => b.length - a.length);
  for (const unit of order) {
    const own = new Float64Array(classes);
    for (const row of unit) own[labels[row]]++;
    const has = (fold: number) => own.reduce((sum, images, c) => sum + images * ofClass[fold][c], 0);
    let best = 0;
    for (let fold = 1; fold < count; fold++) {
      const less = has(fold) - has(best) || inAll[fold] - inAll[best];
      if (less < 0) best = fold;
    }
    for (const row of unit) folds[row] = best;
    own.forEach((images, c) => {
      ofClass[best][c] += images;
    });
    inAll[best] += unit.length;
  }
  return folds;
}

/** Rows of each group, in the order of their first images. */
function unitsOf(images: number, groups?: ArrayLike<number>): number[][] {
  const units = new Map<number, number[]>();
  for (let row = 0; row < images; row++) {
    const group = groups ? groups[row] : row;
    const unit = units.get(group);
    if (unit) unit.push(row);
    else units.set(group, [row]);
  }
  return [...units.values()];
}

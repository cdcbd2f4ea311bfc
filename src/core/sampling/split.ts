import { StudioError, studioError } from '../errors';
import { Random } from '../numbers/random';

export interface Holdout {
  /** Positions that stay, ascending. */
  readonly kept: Int32Array;
  /** Positions held out (validation or test), ascending. */
  readonly held: Int32Array;
}

/**
 * Holds out a share of labelled images, class by class: `round(share x images)` in all, spread over classes in proportion (largest
 * remainders first), drawn by seed. A class with one image keeps it; every class keeps at least one. `labels` `[images]` are class indices
 * from 0. Images of one group (`groups` `[images]`, any numbers) stay together: a group counts for the class that most of its images have,
 * and a group that is larger than what is still to be held out is skipped. Throws `split-share`.
 */
export function stratifiedSplit(
  labels: ArrayLike<number>,
  share: number,
  seed: number,
  groups?: ArrayLike<number>,
): Holdout {
  if (!(share >= 0 && share < 1)) throw studioError('split-share', { share: String(share) });
  const members = unitsByClass(labels, groups);
  const classes = [...members.keys()].sort((a, b) => a - b);
  const sizes = classes.map((c) => sizeOf(members.get(c) as Unit[]));
  const counts = apportion(sizes, share, Math.round(share * labels.length));
  const held = new Uint8Array(labels.length);
  classes.forEach((c, at) => {
    // Seeded by class, so that images of one class do not change the draw of another.
    const order = new Random(seed, c).shuffle(members.get(c) as Unit[]);
    let left = Math.min(counts[at], sizes[at] - smallest(order));
    for (const unit of order) {
      if (unit.length > left) continue;
      for (const i of unit) held[i] = 1;
      left -= unit.length;
    }
  });
  const positions = (flag: number) =>
    Int32Array.from(Array.from(held.keys()).filter((i) => held[i] === flag));
  return { kept: positions(0), held: positions(1) };
}

/** Positions of images that are held out together or not at all. */
type Unit = readonly number[];

const sizeOf = (units: readonly Unit[]) => units.reduce((sum, { length }) => sum + length, 0);
const smallest = (units: readonly Unit[]) =>
  units.reduce((least, { length }) => Math.min(least, length), Infinity);

/** Groups in the order of their first images, by the class that most of their images have; the lowest if several are equally frequent. */
function unitsByClass(labels: ArrayLike<number>, groups?: ArrayLike<number>): Map<number, Unit[]> {
  const units = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0)
      throw new StudioError(
        'bad-split',
        `Image ${i} has no class (${labels[i]}); split labelled images only.`,
      );
    // Without groups, each image is a group of its own.
    const group = groups ? groups[i] : i;
    const unit = units.get(group);
    if (unit) unit.push(i);
    else units.set(group, [i]);
  }
  const byClass = new Map<number, Unit[]>();
  for (const unit of units.values()) {
    const c = mostFrequent(unit.map((i) => labels[i]));
    const list = byClass.get(c);
    if (list) list.push(unit);
    else byClass.set(c, [unit]);
  }
  return byClass;
}

function mostFrequent(values: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].reduce((best, each) =>
    each[1] > best[1] || (each[1] === best[1] && each[0] < best[0]) ? each : best,
  )[0];
}

/** How many of each class to take so that they sum to `total`, or as near as "every class keeps one" allows. */
function apportion(sizes: readonly number[], share: number, total: number): number[] {
  const counts = sizes.map((size) => Math.min(Math.floor(size * share), size - 1));
  let missing = total - counts.reduce((sum, count) => sum + count, 0);
  const order = [...sizes.keys()].sort((a, b) => remainder(b) - remainder(a) || a - b);
  function remainder(at: number): number {
    return sizes[at] * share - Math.floor(sizes[at] * share);
  }
  for (const at of order) {
    if (missing <= 0) break;
    if (counts[at] + 1 >= sizes[at]) continue;
    counts[at]++;
    missing--;
  }
  return counts;
}

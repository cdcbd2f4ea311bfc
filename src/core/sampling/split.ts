import { StudioError, studioError } from '../errors';
import { Random } from '../numbers/random';

export interface Holdout {
  /** Positions that stay, ascending. */
  readonly kept: Int32Array;
  /** Positions held out (validation or test), ascending. */
  readonly held: Int32Array;
}

/**
 * Holds out a share of labelled images, class by class: `round(share x images)` in all, spread over classes in proportion
 * (largest remainders first), drawn by seed. A class with one image keeps it; every class keeps at least one. `labels`
 * `[images]` are class indices from 0. Throws `split-share`.
 */
export function stratifiedSplit(labels: ArrayLike<number>, share: number, seed: number): Holdout {
  if (!(share >= 0 && share < 1)) throw studioError('split-share', { share: String(share) });
  const members = new Map<number, number[]>();
  for (let i = 0; i < labels.length; i++) {
    if (!Number.isInteger(labels[i]) || labels[i] < 0)
      throw new StudioError(
        'bad-split',
        `Image ${i} has no class (${labels[i]}); split labelled images only.`,
      );
    const list = members.get(labels[i]);
    if (list) list.push(i);
    else members.set(labels[i], [i]);
  }
  const classes = [...members.keys()].sort((a, b) => a - b);
  const sizes = classes.map((c) => members.get(c)!.length);
  const counts = apportion(sizes, share, Math.round(share * labels.length));
  const held = new Uint8Array(labels.length);
  classes.forEach((c, at) => {
    // Seeded by class, so that images of one class do not change the draw of another.
    const order = new Random(seed, c).shuffle(members.get(c)!);
    for (const i of order.slice(0, counts[at])) held[i] = 1;
  });
  const positions = (flag: number) =>
    Int32Array.from(Array.from(held.keys()).filter((i) => held[i] === flag));
  return { kept: positions(0), held: positions(1) };
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

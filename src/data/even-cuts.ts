import type { InputNoise } from '../core/recipe';

/** About how long an image takes to make, in times of one that is read and moved: an operation takes that long again. */
export function workOf(noise: InputNoise | null): number {
  return 1 + (noise?.randAugment.ops ?? 0);
}

/**
 * At most `parts` pieces `[from, to)` of a list, none empty, of about equal work: the views of a batch differ in theirs, and the slowest
 * thread makes the batch late. Items of `joined` stay with the next one.
 */
export function evenCuts(
  work: Float64Array,
  parts: number,
  joined: ReadonlySet<number> = new Set(),
): [from: number, to: number][] {
  const total = work.reduce((sum, each) => sum + each, 0);
  const cuts: [number, number][] = [];
  let done = 0;
  for (let from = 0, to = 0; from < work.length; from = to) {
    const share = (total * (cuts.length + 1)) / parts;
    // An item goes to the piece that has most of it.
    while (to < work.length && (to === from || joined.has(to - 1) || done + work[to] / 2 <= share))
      done += work[to++];
    if (cuts.length === parts - 1) to = work.length;
    cuts.push([from, to]);
  }
  return cuts;
}

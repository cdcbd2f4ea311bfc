import type { InputNoise } from '../../core/recipe';

/**
 * The approximate time to make an image, in units of reading and moving one: each operation takes about one
 * unit.
 */
export function workOf(noise: InputNoise | null): number {
  return 1 + (noise?.randAugment.ops ?? 0);
}

/**
 * Splits a list into at most `parts` pieces `[from, to)`, none empty, of about equal work: views of a batch
 * differ in work, and the slowest thread delays the batch. Items of `joined` stay with the next one.
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
    // An item goes to the piece that contains most of it.
    while (to < work.length && (to === from || joined.has(to - 1) || done + work[to] / 2 <= share))
      done += work[to++];
    if (cuts.length === parts - 1) to = work.length;
    cuts.push([from, to]);
  }
  return cuts;
}

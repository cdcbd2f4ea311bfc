import { setImmediate as pause } from 'node:timers/promises';

/** How long other work of the studio may wait, in milliseconds. */
const patience = 15;

/** Runs work that comes in short pieces, and lets others have their turn between them; `onShare` is told the share that is done. */
export async function inSlices<T>(
  work: Generator<number, T>,
  signal?: AbortSignal,
  onShare?: (share: number) => void,
): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = work.next();
    if (done) return value;
    if (performance.now() - since < patience) continue;
    onShare?.(value);
    await pause();
    signal?.throwIfAborted();
    since = performance.now();
  }
}

/** The same for a list whose items are work enough each. */
export async function eachInSlices<T>(
  items: Iterable<T>,
  signal: AbortSignal | undefined,
  work: (item: T) => void,
): Promise<void> {
  function* steps(): Generator<number, void> {
    for (const item of items) {
      work(item);
      yield 0;
    }
  }
  await inSlices(steps(), signal);
}

import { setImmediate as pause } from 'node:timers/promises';

/** The longest time that other work of the studio waits, in milliseconds. */
const patience = 15;

/** Runs work that comes in short pieces, and gives other work its turn between them; `onShare` is called with the share that is done. */
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

/** The same for a list of which each item is a piece of work. */
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

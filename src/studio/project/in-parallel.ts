import { availableParallelism } from 'node:os';

/**
 * Works on a few items at a time, since files are read and decoded in native threads, one for each core. Rejects
 * at the first error.
 */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: Math.min(items.length, 2 * availableParallelism()) }, lane));
}

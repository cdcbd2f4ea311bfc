import { availableParallelism } from 'node:os';

/**
 * More than there are threads that decode: what this thread does with a picture would else leave them without work. Eight items for
 * each of two cores read 3,781 photographs in 0.86 of the time that two for each take.
 */
const leastLanes = 16;

/**
 * Works on a few items at a time, since files are read and decoded in native threads, one for each core. Rejects
 * at the first error.
 */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    while (next < items.length) await work(items[next++]);
  };
  const lanes = Math.min(items.length, Math.max(leastLanes, 2 * availableParallelism()));
  await Promise.all(Array.from({ length: lanes }, lane));
}

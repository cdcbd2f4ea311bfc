import { availableParallelism } from 'node:os';

/**
 * More items than there are threads that decode; otherwise these would be idle while this thread works on a picture. Eight items for each
 * of two cores read 3,781 photographs in 0.86 of the time that two for each take.
 */
const leastLanes = 16;

/**
 * Works on a few items at a time, since files are read and decoded in native threads, one for each core. After an error no further items
 * are begun, and it rejects with the first error only once the begun ones have ended: they might otherwise write into what the caller
 * removes.
 */
export async function inParallel<T>(items: readonly T[], work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const errors: unknown[] = [];
  const lane = async () => {
    while (errors.length === 0 && next < items.length)
      try {
        await work(items[next++]);
      } catch (error) {
        errors.push(error);
      }
  };
  const lanes = Math.min(items.length, Math.max(leastLanes, 2 * availableParallelism()));
  await Promise.all(Array.from({ length: lanes }, lane));
  if (errors.length > 0) throw errors[0];
}

import { setImmediate as nextTurn } from 'node:timers/promises';

/** Thrown when a job stops on request; its progress is in its checkpoint. */
export class Cancelled extends Error {}

/**
 * Lets messages in between two pieces of blocking work. Throws `Cancelled` once the job was asked to stop.
 */
export async function takeTurn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new Cancelled();
}

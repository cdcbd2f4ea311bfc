import { setImmediate as nextTurn } from 'node:timers/promises';

/** Raised where a job stops because it was asked to; what it did so far is in its checkpoint. */
export class Cancelled extends Error {}

/** Lets messages in between two pieces of work, which block the process. Throws `Cancelled` once the job was asked to stop. */
export async function takeTurn(signal: AbortSignal): Promise<void> {
  await nextTurn();
  if (signal.aborted) throw new Cancelled();
}

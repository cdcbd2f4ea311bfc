import { setImmediate as nextTurn, setTimeout as rest } from 'node:timers/promises';
import type { Pause } from '../../project/give-way';

/** Between two pieces of work. */
const betweenPieces: Pause = { quietMs: 60, mostMs: 50 };
/** How often a pause looks whether it is over. */
const lookEveryMs = 10;

/** When the window last asked for something: work that nobody waits for lets it go first, since a question brings others after it. */
export class Asking {
  #last = Number.NEGATIVE_INFINITY;

  /** A question has come, or its answer has gone. */
  note(): void {
    this.#last = performance.now();
  }

  /** Milliseconds since. */
  get quietFor(): number {
    return performance.now() - this.#last;
  }

  /** Lets the window go first; what calls it goes on in the end, however much is asked. */
  async giveWay({ quietMs, mostMs }: Pause = betweenPieces): Promise<void> {
    await nextTurn();
    const latest = performance.now() + mostMs;
    while (this.quietFor < quietMs && performance.now() < latest) await rest(lookEveryMs);
  }
}

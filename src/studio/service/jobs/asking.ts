import { setImmediate as nextTurn, setTimeout as rest } from 'node:timers/promises';
import type { Pause } from '../../project/folder/give-way';

/** The pause between two pieces of work. */
const betweenPieces: Pause = { quietMs: 60, mostMs: 50 };
/** How often a pause checks whether it is over. */
const lookEveryMs = 10;

/** When the window last asked for something: background work lets it go first, since a question is usually followed by others. */
export class Asking {
  #last = Number.NEGATIVE_INFINITY;

  /** Called when a question has come, or its answer has been sent. */
  note(): void {
    this.#last = performance.now();
  }

  /** Milliseconds since the last question or answer. */
  get quietFor(): number {
    return performance.now() - this.#last;
  }

  /** Lets the window go first; the caller goes on after at most `mostMs`, however much is asked. */
  async giveWay({ quietMs, mostMs }: Pause = betweenPieces): Promise<void> {
    await nextTurn();
    const latest = performance.now() + mostMs;
    while (this.quietFor < quietMs && performance.now() < latest) await rest(lookEveryMs);
  }
}

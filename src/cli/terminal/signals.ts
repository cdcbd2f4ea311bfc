import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { exitCodes } from './exit-codes';

/** Two signals within this time count as one, because npm passes on a signal that the terminal sent to both processes. */
const sameMs = 500;

/**
 * Aborts at the first Ctrl-C, SIGTERM or hang-up, so that the work stops and keeps what it has; `stopping` is called then. A second
 * Ctrl-C or SIGTERM ends the process at once.
 */
export function cancelSignal(stopping: () => void): AbortSignal {
  const controller = new AbortController();
  let stoppedAt = 0;
  const stop = () => {
    const now = performance.now();
    if (controller.signal.aborted && now - stoppedAt >= sameMs) process.exit(exitCodes.cancelled);
    if (controller.signal.aborted) return;
    stoppedAt = now;
    stopping();
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  const standard = [0, 1, 2].map((stream) => isatty(stream));
  const heeds = heedsHangUp(standard, hasTerminal());
  process.on('SIGHUP', () => {
    // A closed terminal may send the signal twice, and the work must still be able to keep what it has.
    if (heeds && !controller.signal.aborted) stop();
  });
  return controller.signal;
}

/**
 * Whether a hang-up should stop the work, by which of the standard streams (`standard`) are the terminal. It should not if all of them are
 * redirected, because that is how a command is prepared that is to outlive the terminal (`nohup`). Whether the parent made the process
 * ignore hang-ups, as `nohup` does, cannot be found out, because Node resets that when it starts. Without a terminal, the signal was sent
 * on purpose by a person or a program.
 */
export const heedsHangUp = (standard: readonly boolean[], hasTerminal: boolean): boolean =>
  standard.includes(true) || !hasTerminal;

/** Whether the process belongs to a terminal, wherever its streams are redirected. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

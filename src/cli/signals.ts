import { closeSync, openSync } from 'node:fs';
import { isatty } from 'node:tty';
import { exitCodes } from './exit-codes';

/** Two signals sooner after each other than this are one: npm passes on what the terminal sent to both. */
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
    // A closed terminal may say so twice, and the work is to keep what it has all the same.
    if (heeds && !controller.signal.aborted) stop();
  });
  return controller.signal;
}

/**
 * Whether a hang-up is to stop the work, by which of the standard streams are the terminal. It is not where all of them were led
 * elsewhere: so a person prepares a command that is to outlive the terminal (`nohup`). That the parent has hang-ups ignored, as `nohup` does,
 * cannot be asked: Node takes it back when it starts. Without a terminal it was sent by a person or a program, who mean it.
 */
export const heedsHangUp = (standard: readonly boolean[], hasTerminal: boolean): boolean =>
  standard.includes(true) || !hasTerminal;

/** Whether the process belongs to a terminal, wherever its streams lead. */
function hasTerminal(): boolean {
  try {
    closeSync(openSync('/dev/tty', 'r'));
    return true;
  } catch {
    return false;
  }
}

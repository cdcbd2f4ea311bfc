import { reasonFor } from '../../core/errors/reason';
import { note, noteSentence } from '../../core/words/notes';
import { exitCodes } from './exit-codes';

/** Errors of a stream that nobody reads any more: a closed pipe (`| head`), a closed terminal, and any write after that. */
const unread: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

let outlives = false;

/**
 * Lets the work continue when its output has no reader or no room any more. If there was no room (a full disk), the command fails once its
 * work is done, since nobody can read its result.
 */
export function outliveReaders(): void {
  if (outlives) return;
  outlives = true;
  const { stdout, stderr } = process;
  let [lost, hungUp] = [false, false];
  for (const stream of [stdout, stderr])
    stream.on('error', (error: NodeJS.ErrnoException) => {
      hungUp ||= stream.isTTY && error.code === 'EIO';
      if (unread.has(error.code) || lost) return;
      lost = true;
      if (stream === stdout) stderr.write(`noisy-studio: ${unwritten(error)}\n`);
    });
  process.on('exit', () => {
    if (lost && !process.exitCode) process.exitCode = exitCodes.failed;
    if (hungUp) endByHangUp();
  });
}

const unwritten = (error: Error) => noteSentence(note('output-lost', { reason: reasonFor(error) }), 'cli');

/**
 * Ends the process by a hang-up signal. At a normal end Node restores the terminal's settings, and it aborts with a core dump if the
 * terminal is gone.
 */
function endByHangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

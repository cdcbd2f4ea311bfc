import { reasonFor } from '../core/reason';
import { note, noteSentence } from '../core/words/notes';
import { exitCodes } from './exit-codes';

/** Errors of a stream that nobody reads any more: of a pipe (`| head`), of a terminal that was closed, of all that comes after. */
const unread: ReadonlySet<string | undefined> = new Set(['EPIPE', 'EIO', 'ERR_STREAM_DESTROYED']);

let outlives = false;

/**
 * What is written may find no reader or no room at any line: that ends the output, not the work. Where there was no room (a full disk)
 * the command has failed once its work is done, since nobody can read what came of it.
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

/** At its end Node gives the terminal its settings back, and aborts with a core dump where that is gone. */
function endByHangUp(): void {
  process.removeAllListeners('SIGHUP');
  process.kill(process.pid, 'SIGHUP');
}

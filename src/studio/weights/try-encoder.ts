import { fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { StudioError, studioError } from '../../core/errors';
import { builtEntry } from '../../core/runtime/entry';
import type { LookAnswer, LookQuestion } from '../../runner/model/encoder/look';
import { engineNode } from '../project/engine/engine-node';
import { goesFirst } from '../project/engine/go-first';

/**
 * Runs a graph once in a process of its own, which ends with it: an unknown file may take all memory, or hit a fault in the code that runs
 * it. Throws `encoder-ended`, `not-built`.
 */
export function tryEncoder(question: LookQuestion, signal?: AbortSignal): Promise<LookAnswer> {
  const entry = fileURLToPath(builtEntry('encoder-look', import.meta.url));
  if (!existsSync(entry))
    throw new StudioError('not-built', `${entry} is missing; run "npm run build" first.`);
  const child = fork(entry, { stdio: ['ignore', 'ignore', 'pipe', 'ipc'], execArgv: [], ...engineNode() });
  goesFirst(child.pid);
  let [said, answer] = ['', null as LookAnswer | null];
  child.stderr?.on('data', (text) => {
    said = (said + text).slice(-500);
  });
  return new Promise((resolve, reject) => {
    const stop = () => child.kill('SIGKILL');
    signal?.addEventListener('abort', stop, { once: true });
    child.on('message', (message) => {
      answer = message as LookAnswer;
    });
    child.on('error', reject);
    child.on('close', (code, by) => {
      signal?.removeEventListener('abort', stop);
      if (answer) resolve(answer);
      else if (signal?.aborted) reject(signal.reason);
      else reject(studioError('encoder-ended', { how: by ?? `code ${code}`, said: said.trim() }));
    });
    // A process that has already ended emits `close`, which reports it with its last output.
    child.send(question, () => {});
  });
}

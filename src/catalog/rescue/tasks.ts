import { Worker } from 'node:worker_threads';
import { type Failure, StudioError, studioError } from '../../core/errors';
import { builtEntry } from '../../core/runtime/entry';
import type { BackupReason } from './backup-names';
import { type Backup, makeBackup } from './backups';
import { salvage } from './salvage';

/** Tasks that read a whole catalog; they run in a thread of their own so that nobody has to wait. */
export type RescueTask =
  | {
      readonly kind: 'backup';
      readonly catalog: string;
      readonly folder: string;
      readonly reason: BackupReason;
    }
  | { readonly kind: 'salvage'; readonly catalog: string; readonly folder: string };

/** The answer of the thread. */
export type RescueAnswer = { readonly done: Backup | null } | { readonly failed: Failure };

/** Runs a task in the current thread. */
export async function perform(task: RescueTask): Promise<Backup | null> {
  return task.kind === 'backup'
    ? makeBackup(task.catalog, task.folder, task.reason)
    : salvage(task.catalog, task.folder);
}

/** Runs a task in a thread of its own, which the signal ends. Throws what the task throws. */
export async function inWorker(task: RescueTask, signal?: AbortSignal): Promise<Backup | null> {
  const worker = new Worker(builtEntry('rescue-worker', import.meta.url), {
    workerData: task,
    execArgv: [],
    name: 'rescue',
  });
  const stop = () => void worker.terminate();
  signal?.addEventListener('abort', stop, { once: true });
  try {
    const answer = await answerOf(worker, task);
    if ('failed' in answer) throw StudioError.from(answer.failed);
    return answer.done;
  } finally {
    signal?.removeEventListener('abort', stop);
    await worker.terminate();
  }
}

function answerOf(worker: Worker, { catalog }: RescueTask): Promise<RescueAnswer> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(
        studioError('backup-failed', {
          file: catalog,
          reason: { en: `the thread ended with code ${code}`, ko: `스레드가 코드 ${code}(으)로 끝남` },
        }),
      ),
    );
  });
}

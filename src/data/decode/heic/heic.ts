import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { StudioError, studioError } from '../../../core/errors';
import { builtEntry } from '../../../core/runtime/entry';
import { decodeHeic, type Rgba } from './heic-decode';
import type { HeicAnswer, HeicTask } from './heic-messages';

/** Concurrent decoding threads; each holds one picture and WebAssembly memory for its largest one. */
const most = Math.max(1, Math.min(4, availableParallelism() - 1));
/** An idle thread ends after this time and releases its memory. */
const idleMs = 5000;

interface Waiting {
  readonly task: HeicTask;
  readonly resolve: (picture: Rgba) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  job: Waiting | null;
  end: NodeJS.Timeout | null;
}

const waiting: Waiting[] = [];
const threads = new Set<Thread>();

/**
 * The main picture of a HEIC file, decoded in a thread. Throws `too-many-pixels`, `truncated`, `corrupt`,
 * `heic-undecoded`.
 */
export function heicPicture(bytes: Uint8Array, maxPixels: number): Promise<Rgba> {
  const entry = builtEntry('heic-worker', import.meta.url);
  // When run from sources without a build, decoding happens in this thread.
  if (!existsSync(entry)) return decodeHeic(bytes, maxPixels);
  return new Promise((resolve, reject) => {
    waiting.push({ task: { bytes, maxPixels }, resolve, reject });
    const idle = [...threads].find(({ job }) => job === null);
    if (idle) next(idle);
    else if (threads.size < most) next(start(entry));
  });
}

function start(entry: URL): Thread {
  const thread: Thread = { worker: new Worker(entry, { execArgv: [], name: 'heic' }), job: null, end: null };
  threads.add(thread);
  thread.worker.on('message', (answer: HeicAnswer) => {
    const { job } = thread;
    thread.job = null;
    if ('picture' in answer) job?.resolve(answer.picture);
    else job?.reject(StudioError.from(answer.failure));
    next(thread);
  });
  // If WebAssembly cannot get memory, its thread ends but not the process.
  thread.worker.on('error', (error) => {
    threads.delete(thread);
    thread.job?.reject(studioError('heic-undecoded', {}, { cause: error }));
    if (waiting.length > 0) next(start(entry));
  });
  return thread;
}

function next(thread: Thread): void {
  if (thread.end) clearTimeout(thread.end);
  thread.job = waiting.shift() ?? null;
  if (thread.job) {
    thread.worker.ref();
    thread.worker.postMessage(thread.job.task);
    return;
  }
  thread.worker.unref();
  thread.end = setTimeout(() => {
    threads.delete(thread);
    void thread.worker.terminate();
  }, idleMs).unref();
}

import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { StudioError, studioError } from '../../core/errors';
import { builtEntry } from '../../core/runtime/entry';
import type { CacheKey } from '../cache/pixel-rows';
import { bytesOf, type CleanImages, CorruptionMaker, type CorruptionSlice } from './corruption-maker';
import type { CorruptionReport, CorruptionTask } from './corruption-messages';

export interface CorruptedBatchesOptions extends CleanImages {
  /** Threads; 0 corrupts in the calling thread. */
  readonly workers: number;
  /** Batches made ahead; 2 by default. Only these and the current one are in memory. */
  readonly ahead?: number;
  /** The built corrupt-worker; by default the one beside the caller's own build. */
  readonly workerEntry?: URL;
}

/** Makes slices; rejects for a slice that fails. */
interface Makers {
  make(slice: CorruptionSlice, pixels: SharedArrayBuffer): Promise<void>;
  close(): Promise<void>;
}

/**
 * Yields the images of each slice, `[images, frames, size, size, 3]`, in order and made ahead; an array is
 * valid until the next one is requested. The bytes do not depend on the number of threads. The threads end when
 * the iteration is left. Throws `not-built` if their code is missing.
 */
export async function* corruptedBatches(
  slices: Iterable<CorruptionSlice>,
  options: CorruptedBatchesOptions,
): AsyncGenerator<Uint8Array> {
  const makers: Makers = options.workers > 0 ? new Threads(options) : inline(options);
  const free: SharedArrayBuffer[] = [];
  const begun: { pixels: SharedArrayBuffer; bytes: number; made: Promise<void> }[] = [];
  const begin = (slice: CorruptionSlice) => {
    const bytes = bytesOf(slice, options);
    const kept = free.pop();
    const pixels = kept && kept.byteLength >= bytes ? kept : new SharedArrayBuffer(bytes);
    const made = makers.make(slice, pixels);
    // A failure is reported when its turn comes.
    made.catch(() => {});
    begun.push({ pixels, bytes, made });
  };
  try {
    const source = slices[Symbol.iterator]();
    const ahead = options.workers > 0 ? (options.ahead ?? 2) : 0;
    for (let next = source.next(); ; ) {
      for (; !next.done && begun.length <= ahead; next = source.next()) begin(next.value);
      const first = begun.shift();
      if (!first) return;
      await first.made;
      yield new Uint8Array(first.pixels, 0, first.bytes);
      free.push(first.pixels);
    }
  } finally {
    await makers.close();
  }
}

function inline(options: CorruptedBatchesOptions): Makers {
  const maker = new CorruptionMaker(options);
  return {
    make: (slice, pixels) => maker.make(slice, new Uint8Array(pixels)),
    close: async () => maker.close(),
  };
}

interface Asked {
  readonly task: CorruptionTask;
  readonly settle: (error: StudioError | null) => void;
}

/**
 * Images are assigned one by one, so that no thread waits for another: corruptions take between a millisecond
 * and half a second.
 */
class Threads implements Makers {
  readonly #threads: Worker[];
  readonly #pixels: CacheKey;
  readonly #idle: Worker[];
  readonly #queue: Asked[] = [];
  readonly #begun = new Map<number, (error: StudioError | null) => void>();
  #lastId = 0;
  #broken: StudioError | null = null;
  #closed = false;

  constructor({ cacheFolder, pixels, workers, workerEntry }: CorruptedBatchesOptions) {
    const entry = workerEntry ?? builtEntry('corrupt-worker', import.meta.url);
    if (!existsSync(entry))
      throw new StudioError('not-built', `${entry.pathname} is missing; run "npm run build" first.`);
    this.#pixels = pixels;
    const source: CleanImages = { cacheFolder, pixels };
    this.#threads = Array.from({ length: workers }, () => {
      const thread = new Worker(entry, { workerData: source, execArgv: [], name: 'corrupt' });
      thread.on('message', (report: CorruptionReport) => this.#hear(thread, report));
      thread.on('error', (error) => this.#break(error.message));
      thread.on('exit', (code) => this.#break(`a thread ended with code ${code}`));
      return thread;
    });
    this.#idle = [...this.#threads];
  }

  async make({ change, rows, hashes }: CorruptionSlice, pixels: SharedArrayBuffer): Promise<void> {
    await Promise.all(
      Array.from(rows, (row, i) => {
        const one = { change, rows: Int32Array.of(row), hashes: hashes.slice(32 * i, 32 * i + 32) };
        return this.#ask({ ...one, pixels, offset: i * bytesOf(one, { pixels: this.#pixels }) });
      }),
    );
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #ask(task: Omit<CorruptionTask, 'id'>): Promise<void> {
    return new Promise((resolve, reject) => {
      const settle = (error: StudioError | null) => (error ? reject(error) : resolve());
      if (this.#broken) settle(this.#broken);
      else this.#queue.push({ task: { ...task, id: ++this.#lastId }, settle });
      this.#handOut();
    });
  }

  #handOut(): void {
    while (this.#idle.length > 0 && this.#queue.length > 0) {
      const { task, settle } = this.#queue.shift() as Asked;
      this.#begun.set(task.id, settle);
      (this.#idle.pop() as Worker).postMessage(task);
    }
  }

  #hear(thread: Worker, { id, error }: CorruptionReport): void {
    this.#idle.push(thread);
    const settle = this.#begun.get(id);
    this.#begun.delete(id);
    settle?.(error === undefined ? null : notCorrupted(error));
    this.#handOut();
  }

  #break(reason: string): void {
    if (this.#closed) return;
    this.#broken ??= notCorrupted(reason);
    for (const settle of this.#begun.values()) settle(this.#broken);
    for (const { settle } of this.#queue.splice(0)) settle(this.#broken);
    this.#begun.clear();
  }
}

const notCorrupted = (reason: string) => studioError('not-corrupted', { reason });

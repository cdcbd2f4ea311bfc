import { existsSync } from 'node:fs';
import { Worker } from 'node:worker_threads';
import { StudioError } from '../../core/errors';
import { builtEntry } from '../../core/runtime/entry';
import { type BatchLoaderOptions, type BatchSource, batchFailed } from './batch-plan';
import type { SliceSource } from './batch-slice';
import { evenCuts, workOf } from './even-cuts';
import type { SliceReport, SliceTask } from './slice-messages';

/** A slot of the ring: shared memory for one batch. */
interface Slot {
  step: number;
  pixels: SharedArrayBuffer;
  bytes: number;
  /** Slices not made yet, counted down by the threads. */
  readonly pending: Int32Array;
  failure: StudioError | null;
}

/**
 * Makes batches in threads, `ahead` of the current one, in a ring of shared memory. Every thread makes a
 * slice of each batch, of about equal work; the result does not depend on the slicing.
 */
export class WorkerBatches implements BatchSource {
  readonly #threads: Worker[];
  readonly #slots: Slot[];
  /** The next step to hand to the threads. */
  #planned: number;
  #waiting: { step: number; wake: (failure: StudioError | null) => void } | null = null;
  #broken: unknown = null;
  #closed = false;

  constructor(private readonly options: BatchLoaderOptions) {
    // One more than ahead, because the current batch has a slot too.
    this.#slots = Array.from({ length: (options.ahead ?? 4) + 1 }, emptySlot);
    this.#threads = Array.from({ length: options.workers }, () => this.#startThread());
    this.#planned = options.firstStep;
    this.#planUpTo(options.firstStep + this.#slots.length);
  }

  async take(step: number): Promise<Uint8Array> {
    // Requesting a step releases the slot of the batch before it, for the step farthest ahead.
    this.#planUpTo(step + this.#slots.length);
    const slot = this.#slotOf(step);
    if (Atomics.load(slot.pending, 0) !== 0 || slot.failure !== null) await this.#made(step, slot);
    return new Uint8Array(slot.pixels, 0, slot.bytes);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#waiting?.wake(
      new StudioError('no-more-batches', 'The loader was closed while a batch was awaited.'),
    );
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #slotOf(step: number): Slot {
    return this.#slots[(step - this.options.firstStep) % this.#slots.length];
  }

  /** Resolves once the batch is complete; rejects if it never will be. */
  #made(step: number, slot: Slot): Promise<void> {
    return new Promise((resolve, reject) => {
      const failure = slot.failure ?? (this.#broken === null ? null : batchFailed(step, this.#broken));
      if (failure !== null) {
        reject(failure);
        return;
      }
      this.#waiting = {
        step,
        wake: (error) => {
          this.#waiting = null;
          if (error === null) resolve();
          else reject(error);
        },
      };
    });
  }

  #planUpTo(end: number): void {
    for (; this.#planned < Math.min(end, this.options.lastStep); this.#planned++) {
      const slot = this.#slotOf(this.#planned);
      slot.step = this.#planned;
      slot.failure = null;
      try {
        this.#handOut(slot);
      } catch (error) {
        slot.failure = batchFailed(slot.step, error);
      }
    }
  }

  /** Splits a batch into at most one slice for each thread. */
  #handOut(slot: Slot): void {
    const { rows, seeds, views, mixes = [] } = this.options.plan(slot.step);
    const rowBytes = this.options.imageSize ** 2 * 3;
    slot.bytes = rows.length * rowBytes;
    if (slot.pixels.byteLength < slot.bytes) slot.pixels = new SharedArrayBuffer(slot.bytes);
    const work = Float64Array.from(rows, (_, i) => workOf(this.options.noises[views?.[i] ?? 0]));
    const cuts = evenCuts(work, this.#threads.length, new Set(mixes.map(({ first }) => first)));
    Atomics.store(slot.pending, 0, cuts.length);
    cuts.forEach(([from, to], thread) => {
      // Copies, because a view would transfer its whole array to the thread.
      const task: SliceTask = {
        step: slot.step,
        pixels: slot.pixels,
        offset: from * rowBytes,
        rows: rows.slice(from, to),
        seeds: seeds.slice(from, to),
        views: views?.slice(from, to),
        mixes: mixes
          .filter(({ first }) => first >= from && first < to)
          .map((mix) => ({ ...mix, first: mix.first - from, second: mix.second - from })),
        pending: slot.pending,
      };
      this.#threads[thread].postMessage(task);
    });
  }

  #startThread(): Worker {
    const { cacheFolder, pixels, imageSize, noises } = this.options;
    const entry = this.options.workerEntry ?? builtEntry('augment-worker', import.meta.url);
    if (!existsSync(entry))
      throw new StudioError('not-built', `${entry.pathname} is missing; run "npm run build" first.`);
    const source: SliceSource = { cacheFolder, pixels, imageSize, noises };
    const thread = new Worker(entry, { workerData: source, execArgv: [], name: 'augment' });
    thread.on('message', (report: SliceReport) => this.#onReport(report));
    thread.on('error', (error) => this.#onBroken(error));
    thread.on('exit', (code) => this.#onBroken(new Error(`an augmentation thread ended with code ${code}`)));
    return thread;
  }

  #onReport({ step, error }: SliceReport): void {
    const slot = this.#slotOf(step);
    if (slot.step !== step) return;
    if (error !== undefined) slot.failure ??= batchFailed(step, new Error(error));
    if (this.#waiting?.step !== step) return;
    if (slot.failure !== null || Atomics.load(slot.pending, 0) === 0) this.#waiting.wake(slot.failure);
  }

  #onBroken(error: unknown): void {
    if (this.#closed) return;
    this.#broken ??= error;
    if (this.#waiting !== null) this.#waiting.wake(batchFailed(this.#waiting.step, this.#broken));
  }
}

function emptySlot(): Slot {
  return {
    step: -1,
    pixels: new SharedArrayBuffer(0),
    bytes: 0,
    pending: new Int32Array(new SharedArrayBuffer(4)),
    failure: null,
  };
}

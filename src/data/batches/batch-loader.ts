import { StudioError } from '../../core/errors';
import type { BatchLoaderOptions, BatchSource } from './batch-plan';
import { InlineBatches } from './inline-batches';
import { WorkerBatches } from './worker-batches';

export type { BatchLoaderOptions } from './batch-plan';

export interface Batch {
  readonly step: number;
  /** `[batch, size, size, 3]`, valid until the next call of `next()`. */
  readonly images: Uint8Array;
}

/**
 * Returns the batches of a training in the order of its steps, made ahead in threads or, without threads, on
 * request; the bytes are the same. The rows must be in the cache when the loader is created.
 */
export class BatchLoader {
  readonly #source: BatchSource;
  #step: number;
  #waited = 0;
  #began: number | null = null;
  #closed = false;

  /** Throws `not-built` if threads are requested and their code is missing. */
  constructor(private readonly options: BatchLoaderOptions) {
    this.#step = options.firstStep;
    this.#source = options.workers > 0 ? new WorkerBatches(options) : new InlineBatches(options);
  }

  /**
   * The next batch; one call at a time. Rejects with `no-more-batches` after the last step or `close()`, and
   * with `batch-failed`, which names the step, if a batch cannot be made.
   */
  async next(): Promise<Batch> {
    const asked = performance.now();
    this.#began ??= asked;
    const step = this.#step;
    if (this.#closed || step >= this.options.lastStep)
      throw new StudioError(
        'no-more-batches',
        `There is no batch for step ${step}; the training ends before it.`,
      );
    try {
      const images = await this.#source.take(step);
      this.#step++;
      return { step, images };
    } finally {
      this.#waited += performance.now() - asked;
    }
  }

  /**
   * The share of time since the first `next()` that was spent waiting in it: how much data loading delays the
   * engine.
   */
  waitShare(): number {
    if (this.#began === null) return 0;
    const total = performance.now() - this.#began;
    return total > 0 ? Math.min(1, this.#waited / total) : 0;
  }

  /** Ends the threads at once; batches handed out are no longer valid. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#source.close();
  }
}

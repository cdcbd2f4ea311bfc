import { messageOf, StudioError } from '../core/errors';
import type { InputNoise } from '../core/recipe';
import { SliceMaker } from './batch-slice';

export interface BatchPlan {
  /** Rows of the pixel cache that make the joint batch, `[batch]`. */
  readonly rows: Int32Array;
  /** A noise seed for each row, `[batch]`. */
  readonly seeds: Uint32Array;
}

export interface BatchLoaderOptions {
  readonly cacheFolder: string;
  readonly imageSize: number;
  /** None leaves the images clean. */
  readonly noise: InputNoise | null;
  /** Augmentation threads; 0 makes each batch in `next()` itself. */
  readonly workers: number;
  /** Batches made before they are asked for. */
  readonly ahead?: number;
  readonly firstStep: number;
  /** Exclusive. */
  readonly lastStep: number;
  plan(step: number): BatchPlan;
}

export interface Batch {
  readonly step: number;
  /** `[batch, size, size, 3]`, valid until the next call of `next()`. */
  readonly images: Uint8Array;
}

/** Gives the batches of a training in the order of its steps. */
export class BatchLoader {
  private readonly maker: SliceMaker;
  private step: number;
  private buffer = new Uint8Array(0);
  private waited = 0;
  private began: number | null = null;
  private closed = false;

  constructor(private readonly options: BatchLoaderOptions) {
    this.step = options.firstStep;
    this.maker = new SliceMaker(options);
  }

  /** The next batch. Rejects with `no-more-batches` after the last step and `batch-failed` where one cannot be made. */
  async next(): Promise<Batch> {
    const asked = performance.now();
    this.began ??= asked;
    const { step } = this;
    if (this.closed || step >= this.options.lastStep)
      throw new StudioError(
        'no-more-batches',
        `There is no batch for step ${step}; the training ends before it.`,
      );
    try {
      const { rows, seeds } = this.options.plan(step);
      const bytes = rows.length * this.options.imageSize ** 2 * 3;
      if (this.buffer.length < bytes) this.buffer = new Uint8Array(bytes);
      const images = this.buffer.subarray(0, bytes);
      this.maker.make(rows, seeds, images);
      this.step++;
      return { step, images };
    } catch (error) {
      throw new StudioError(
        'batch-failed',
        `The batch of step ${step} could not be made: ${messageOf(error)}`,
        {
          cause: error,
        },
      );
    } finally {
      this.waited += performance.now() - asked;
    }
  }

  /** Share of the time since the first `next()` that was spent waiting in it. */
  waitShare(): number {
    if (this.began === null) return 0;
    const total = performance.now() - this.began;
    return total > 0 ? Math.min(1, this.waited / total) : 0;
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.maker.close();
  }
}

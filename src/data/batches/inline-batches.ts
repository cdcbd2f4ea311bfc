import { type BatchLoaderOptions, type BatchSource, batchFailed } from './batch-plan';
import { SliceMaker } from './batch-slice';

/** Makes each batch when it is requested, in the calling thread. */
export class InlineBatches implements BatchSource {
  readonly #maker: SliceMaker;
  #buffer = new Uint8Array(0);

  constructor(private readonly options: BatchLoaderOptions) {
    this.#maker = new SliceMaker(options);
  }

  async take(step: number): Promise<Uint8Array> {
    try {
      const plan = this.options.plan(step);
      const bytes = plan.rows.length * this.options.imageSize ** 2 * 3;
      if (this.#buffer.length < bytes) this.#buffer = new Uint8Array(bytes);
      const images = this.#buffer.subarray(0, bytes);
      this.#maker.make(plan, images);
      return images;
    } catch (error) {
      throw batchFailed(step, error);
    }
  }

  async close(): Promise<void> {
    this.#maker.close();
  }
}

import type { RuntimeView } from '../../../contract';
import { type Failure, failureOf } from '../../../core/errors';
import { cudaBytes, cudaFetchBytes, leastDriver } from '../../../core/runtime/pins';
import { chooseCuda, type RuntimeState, runtimeState } from '../../runtime/choose';

/** Downloads TensorFlow for CUDA while the studio does other things. */
export class CudaFetch {
  #abort: AbortController | null = null;
  #work: Promise<void> = Promise.resolve();
  #come: RuntimeView['fetching'] = null;
  #failure: Failure | null = null;
  #state: Promise<RuntimeState> | null = null;

  /** `chosen` is called when engines will load the downloaded TensorFlow from now on. */
  constructor(private readonly chosen: () => void) {}

  async view(): Promise<RuntimeView> {
    // The driver can take seconds to answer, and a machine gets no GPU while the program runs.
    this.#state ??= runtimeState();
    const state = await this.#state;
    return {
      gpu: state.gpu?.name ?? null,
      driver: state.gpu?.driver ?? null,
      offer: offerOf(state),
      ...{ least: leastDriver, fetchBytes: cudaFetchBytes, diskBytes: cudaBytes },
      fetching: this.#come,
      failure: this.#failure,
    };
  }

  start(): void {
    if (this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#failure = null;
    this.#come = { bytes: 0, all: cudaFetchBytes };
    this.#work = this.#fetch(abort.signal);
  }

  /** Stops the download, and waits until it has ended. */
  async stop(): Promise<void> {
    this.#abort?.abort();
    await this.#work;
  }

  async #fetch(signal: AbortSignal): Promise<void> {
    try {
      const onBytes = (bytes: number, all: number) => {
        this.#come = { bytes, all };
      };
      await chooseCuda({ signal, onBytes });
      this.chosen();
    } catch (error) {
      if (!signal.aborted) this.#failure = failureOf(error);
    } finally {
      this.#abort = null;
      this.#come = null;
      this.#state = null;
    }
  }
}

function offerOf({ gpu, own, chosen, isFetched, isPublished }: RuntimeState): RuntimeView['offer'] {
  if (gpu === null || own !== 'cpu' || !isPublished) return null;
  if (chosen === 'cuda' && isFetched) return 'ready';
  return gpu.isDriverOld ? 'driver-old' : 'fetch';
}

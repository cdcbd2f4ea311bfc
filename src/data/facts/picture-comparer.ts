import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { isSamePicture, type PicturePair } from '../../core/near-copies/same-picture';
import { builtEntry } from '../../core/runtime/entry';
import type { ComparisonAnswer, ComparisonTask } from './comparison-messages';

/** The largest number of threads; there is one for each core up to this number. */
const mostThreads = 4;
/** Pairs that a thread compares at a time: some 10 ms of work, so that no thread waits long for another. */
const share = 32;
/** Fewer pairs are compared in the calling thread, which takes less time than threads need to start. */
const worthThreads = 64;

interface Asked {
  readonly resolve: (same: readonly boolean[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Compares small pictures in threads, which start with the first large request and end with `close`. When run from sources without a build,
 * pictures are compared in the calling thread.
 */
export class PictureComparer {
  readonly #entry = builtEntry('compare-worker', import.meta.url);
  readonly #threads: Worker[] = [];
  readonly #asked = new Map<number, Asked>();
  #last = 0;

  /** Whether the pictures of each pair are the same, in the order of the pairs. Rejects if a thread dies or the comparer is closed. */
  async compare(pairs: readonly PicturePair[]): Promise<boolean[]> {
    if (pairs.length === 0) return [];
    const few = this.#threads.length === 0 && pairs.length < worthThreads;
    if (few || !existsSync(this.#entry)) return pairs.map(isSamePicture);
    if (this.#threads.length === 0) this.#start();
    const shares = Array.from({ length: Math.ceil(pairs.length / share) }, (_, at) =>
      this.#ask(pairs.slice(at * share, (at + 1) * share)),
    );
    return (await Promise.all(shares)).flat();
  }

  async close(): Promise<void> {
    this.#fail(new Error('The comparison of pictures was closed.'));
    await Promise.all(this.#threads.splice(0).map((thread) => thread.terminate()));
  }

  #ask(pairs: readonly PicturePair[]): Promise<readonly boolean[]> {
    const id = ++this.#last;
    const answer = new Promise<readonly boolean[]>((resolve, reject) =>
      this.#asked.set(id, { resolve, reject }),
    );
    this.#threads[id % this.#threads.length].postMessage({ id, pairs } satisfies ComparisonTask);
    return answer;
  }

  #start(): void {
    for (let count = Math.min(mostThreads, availableParallelism()); count > 0; count--) {
      const thread = new Worker(this.#entry, { execArgv: [], name: 'compare' });
      thread.on('message', ({ id, same }: ComparisonAnswer) => {
        this.#asked.get(id)?.resolve(same);
        this.#asked.delete(id);
      });
      thread.on('error', (error) => this.#fail(error));
      this.#threads.push(thread);
    }
  }

  #fail(error: unknown): void {
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}

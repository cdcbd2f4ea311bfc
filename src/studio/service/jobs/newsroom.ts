import { EventPublisher } from '@orpc/server';
import type { News, Topic } from '../../../contract';

/** Passes news on to every window that listens. */
export class Newsroom {
  // The buffer is large because a window that is busy for a while must not miss the end of a job.
  readonly #publisher = new EventPublisher<{ news: News }>({ maxBufferedEvents: 10_000 });

  /** Called before a change is reported; a listener that returns false is removed. */
  readonly #listeners = new Set<(topics: readonly Topic[]) => boolean>();

  onChanged(listener: (topics: readonly Topic[]) => boolean): void {
    this.#listeners.add(listener);
  }

  tell(news: News): void {
    this.#publisher.publish('news', news);
  }

  changed(...topics: Topic[]): void {
    for (const listener of this.#listeners) if (!listener(topics)) this.#listeners.delete(listener);
    this.tell({ type: 'changed', topics });
  }

  /** News as they come, until the signal. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<News> {
    return this.#publisher.subscribe('news', { signal });
  }
}

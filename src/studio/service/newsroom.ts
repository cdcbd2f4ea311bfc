import { EventPublisher } from '@orpc/server';
import type { News, Topic } from '../../contract';

/** Passes news on to every window that listens. */
export class Newsroom {
  // A window that is busy for a while must not lose the end of a job.
  readonly #publisher = new EventPublisher<{ news: News }>({ maxBufferedEvents: 10_000 });

  tell(news: News): void {
    this.#publisher.publish('news', news);
  }

  changed(...topics: Topic[]): void {
    this.tell({ type: 'changed', topics });
  }

  /** Ends with the signal. */
  listen(signal: AbortSignal | undefined): AsyncGenerator<News> {
    return this.#publisher.subscribe('news', { signal });
  }
}

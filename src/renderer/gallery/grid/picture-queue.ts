/** Pictures in one request. */
const pageSize = 100;
/** Requests at a time: the next is on its way while one is answered. */
const flightsAtMost = 2;

/**
 * Loads pictures of some images as data URLs and reports each when it arrives; null stands for one that
 * cannot be loaded or is missing in the answer.
 */
export type PictureSource = (
  imageIds: readonly number[],
  size: number,
  take: (imageId: number, picture: string | null) => void,
  signal: AbortSignal,
) => Promise<void>;

interface Wish {
  readonly imageId: number;
  readonly size: number;
  readonly receive: (picture: string | null) => void;
  /** The request that it was sent with; null until then. */
  flight: Flight | null;
}

interface Flight {
  readonly wishes: Set<Wish>;
  readonly end: AbortController;
}

/**
 * Loads the pictures of many tiles in few requests, in the order asked. A picture that is no longer wanted is
 * not requested, and a request is aborted when none of its pictures is wanted any more.
 */
export class PictureQueue {
  readonly #waiting = new Set<Wish>();
  #flights = 0;
  #called = false;

  constructor(private readonly source: PictureSource) {}

  /** Calls `receive` once, later: with a picture, or with null if there is none. Returns a function that cancels this. */
  wish(imageId: number, size: number, receive: Wish['receive']): () => void {
    const wish: Wish = { imageId, size, receive, flight: null };
    this.#waiting.add(wish);
    this.#callLater();
    return () => this.#takeBack(wish);
  }

  #takeBack(wish: Wish): void {
    this.#waiting.delete(wish);
    const { flight } = wish;
    if (flight?.wishes.delete(wish) && flight.wishes.size === 0) flight.end.abort();
  }

  /** All pictures asked for within a frame go into the same requests. */
  #callLater(): void {
    if (this.#called) return;
    this.#called = true;
    queueMicrotask(() => {
      this.#called = false;
      while (this.#waiting.size > 0 && this.#flights < flightsAtMost) void this.#fly();
    });
  }

  async #fly(): Promise<void> {
    const flight: Flight = { wishes: new Set(), end: new AbortController() };
    let size: number | null = null;
    for (const wish of this.#waiting) {
      size ??= wish.size;
      if (wish.size !== size) continue;
      this.#waiting.delete(wish);
      flight.wishes.add(wish);
      wish.flight = flight;
      if (flight.wishes.size === pageSize) break;
    }
    this.#flights++;
    const wished = new Map<number, Wish[]>();
    for (const wish of flight.wishes) wished.set(wish.imageId, [...(wished.get(wish.imageId) ?? []), wish]);
    const give = (wish: Wish, picture: string | null) => {
      if (flight.wishes.delete(wish)) wish.receive(picture);
    };
    const take = (imageId: number, picture: string | null) => {
      for (const wish of wished.get(imageId) ?? []) give(wish, picture);
    };
    await this.source([...wished.keys()], size ?? 0, take, flight.end.signal).catch(() => {});
    this.#flights--;
    for (const wish of flight.wishes) give(wish, null);
    this.#callLater();
  }
}

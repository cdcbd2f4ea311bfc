interface Waiting {
  readonly bytes: number;
  go(): void;
}

/**
 * Limits the memory of files that are read, or pictures that are decoded, at the same time. If there is no room, work waits in the order of
 * its requests; work that needs more than all of the room runs when nothing else is running.
 */
export class ByteRoom {
  #used = 0;
  readonly #waiting: Waiting[] = [];

  /** `most` returns the limit in bytes at the time of the call. */
  constructor(private readonly most: () => number) {}

  /** Runs the work once there is room for so many bytes, and frees that room when it ends. */
  async with<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    if (this.#waiting.length > 0 || !this.#has(bytes))
      await new Promise<void>((go) => this.#waiting.push({ bytes, go }));
    else this.#used += bytes;
    try {
      return await work();
    } finally {
      this.#used -= bytes;
      this.#letIn();
    }
  }

  #has(bytes: number): boolean {
    return this.#used === 0 || this.#used + bytes <= this.most();
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next && this.#has(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#used += next.bytes;
      next.go();
    }
  }
}

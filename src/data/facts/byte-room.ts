interface Waiting {
  readonly bytes: number;
  go(): void;
}

/**
 * Room in memory for files that are read at the same time. Who finds it full waits, in the order of asking; a file that is larger than
 * all of the room gets it when no other one is in it.
 */
export class ByteRoom {
  #used = 0;
  readonly #waiting: Waiting[] = [];

  /** `most` in bytes. */
  constructor(private readonly most: number) {}

  /** Does the work when there are so many bytes of room, and gives them back at its end. */
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
    return this.#used === 0 || this.#used + bytes <= this.most;
  }

  #letIn(): void {
    for (let next = this.#waiting[0]; next && this.#has(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#used += next.bytes;
      next.go();
    }
  }
}

/** When the window last asked for something: what nobody waits for makes room until then, and a little longer. */
export class Asking {
  #last = Number.NEGATIVE_INFINITY;

  /** A question has come, or a part of its answer has gone. */
  note(): void {
    this.#last = performance.now();
  }

  /** Milliseconds since. */
  get quietFor(): number {
    return performance.now() - this.#last;
  }
}

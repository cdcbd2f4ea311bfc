/** Something that a person does. Gives a promise where what is done next must wait for it. */
export type Act = () => unknown;

/**
 * Acts one after the other, however quick the keys: what is pressed while an undo is on its way is about the images that it goes back to. An
 * act that nothing is waited for is done at once.
 */
export class Turns {
  readonly #waiting: Act[] = [];
  #busy = false;

  take(act: Act): void {
    if (this.#busy) this.#waiting.push(act);
    else this.#run(act);
  }

  /** Forgets what waits: a question has come up in between. */
  drop(): void {
    this.#waiting.length = 0;
  }

  #run(first: Act): void {
    for (let act: Act | undefined = first; act; act = this.#waiting.shift()) {
      const done = act();
      if (!(done instanceof Promise)) continue;
      this.#busy = true;
      // What fails says so itself.
      void done
        .catch(() => {})
        .then(() => {
          this.#busy = false;
          const next = this.#waiting.shift();
          if (next) this.#run(next);
        });
      return;
    }
  }
}

/** An action of a person. It returns a promise if the next action must wait for it. */
export type Act = () => unknown;

/**
 * Runs actions one after the other, however fast keys are pressed: an action requested during an undo is
 * about the images that the undo goes back to. An action is run at once if nothing before it is pending.
 */
export class Turns {
  readonly #waiting: Act[] = [];
  #busy = false;

  take(act: Act): void {
    if (this.#busy) this.#waiting.push(act);
    else this.#run(act);
  }

  /** Drops the waiting actions, because a question must be answered first. */
  drop(): void {
    this.#waiting.length = 0;
  }

  #run(first: Act): void {
    for (let act: Act | undefined = first; act; act = this.#waiting.shift()) {
      const done = act();
      if (!(done instanceof Promise)) continue;
      this.#busy = true;
      // A failing action reports its own error.
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

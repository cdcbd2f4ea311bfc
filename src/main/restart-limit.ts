/** Limits automatic restarts of a process that dies: after a few within a period, a person is asked. */
export class RestartLimit {
  #deaths: number[] = [];

  constructor(
    private readonly most = 3,
    private readonly withinMs = 60_000,
  ) {}

  /** Records a death at `now` (milliseconds); returns whether a restart is allowed. */
  mayRestart(now = Date.now()): boolean {
    this.#deaths = [...this.#deaths.filter((at) => now - at < this.withinMs), now];
    return this.#deaths.length < this.most;
  }

  /** Clears the history when a person asked to try again. */
  reset(): void {
    this.#deaths = [];
  }
}

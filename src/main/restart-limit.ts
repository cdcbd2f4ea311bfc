/** How often something that dies is started again on its own before a person is asked: a few times in a while. */
export class RestartLimit {
  #deaths: number[] = [];

  constructor(
    private readonly most = 3,
    private readonly withinMs = 60_000,
  ) {}

  /** Notes a death at `now` (milliseconds); true where it may be started again. */
  mayRestart(now = Date.now()): boolean {
    this.#deaths = [...this.#deaths.filter((at) => now - at < this.withinMs), now];
    return this.#deaths.length < this.most;
  }

  /** Forgets what was, as a person asked to try again. */
  reset(): void {
    this.#deaths = [];
  }
}

/** Rows in one request. */
const pageSize = 400;
/** Rows in one request of `readAll`. */
const partSize = 20_000;
/** Concurrent requests: the next page is loaded while one is drawn. */
const flightsAtMost = 2;

export interface PageSource<Tiles> {
  tiles(rows: Int32Array<ArrayBuffer>): Promise<Tiles>;
  /** Called when some rows can be drawn or redrawn. */
  changed(): void;
  failed(error: unknown): void;
}

/**
 * The data of each row of a gallery, in flat columns: 20 MB for a million rows, with no cache to look up or
 * evict. Rows are requested by the page as they come into sight; outdated rows are shown until the new answer
 * arrives. Subclasses add their columns.
 */
export abstract class PageStore<Tiles> {
  /** A version for each row, which grows with every change; 0 means that nothing is known yet. */
  readonly versions: Uint32Array;
  /** The generation in which each row was read. */
  readonly #readIn: Uint32Array;
  #generation = 1;
  #version = 0;
  #wanted: readonly Int32Array[] = [];
  #flights = 0;
  readonly #inFlight = new Set<number>();

  /** Rows are 0 to `size` - 1. */
  constructor(
    size: number,
    private readonly source: PageSource<Tiles>,
  ) {
    this.versions = new Uint32Array(size);
    this.#readIn = new Uint32Array(size);
  }

  /** Whether the columns of a row already equal the answer. */
  protected abstract same(row: number, tiles: Tiles, i: number): boolean;
  /** Writes the answer for a row into the columns. */
  protected abstract store(row: number, tiles: Tiles, i: number): void;

  isKnown(row: number): boolean {
    return this.versions[row] > 0;
  }

  /** Requests those of these rows that are unknown or outdated, in the given order. Replaces the rows wanted before. */
  want(rows: readonly Int32Array[]): void {
    this.#wanted = rows;
    this.#ask();
  }

  /** Marks every row as outdated: those in view are requested again. */
  outdate(): void {
    this.#generation++;
    this.#ask();
  }

  /** To be called before a request whose answer includes tiles; returns the function that stores them. */
  along(): (rows: Int32Array, tiles: Tiles) => void {
    const generation = this.#generation;
    return (rows, tiles) => this.#take(rows, tiles, generation);
  }

  /** Requests all of these rows in large parts, for the map. Ends early when aborted or refused. */
  async readAll(rows: Int32Array, signal: AbortSignal): Promise<void> {
    for (let from = 0; from < rows.length && !signal.aborted; from += partSize) {
      const generation = this.#generation;
      const part = rows.slice(from, from + partSize).filter((row) => this.#readIn[row] !== generation);
      if (part.length === 0) continue;
      try {
        this.#take(part, await this.source.tiles(part), generation);
      } catch (error) {
        return this.source.failed(error);
      }
      this.source.changed();
    }
  }

  /**
   * Shows the expected result of an action at once: `write` puts it into the columns of a row. It is shown
   * until the next `outdate`.
   */
  protected expect(rows: Int32Array, write: (row: number) => void): void {
    this.#generation++;
    for (const row of rows) {
      write(row);
      if (!this.isKnown(row)) continue;
      this.versions[row] = ++this.#version;
      this.#readIn[row] = this.#generation;
    }
    this.source.changed();
  }

  /** Stores the studio's answer of `generation`; results expected since then stay. */
  #take(rows: Int32Array, tiles: Tiles, generation: number): void {
    for (let i = 0; i < rows.length; i++) {
      const row = rows[i];
      if (this.#readIn[row] > generation) continue;
      this.#readIn[row] = generation;
      if (this.isKnown(row) && this.same(row, tiles, i)) continue;
      this.store(row, tiles, i);
      this.versions[row] = ++this.#version;
    }
  }

  #ask(): void {
    while (this.#flights < flightsAtMost) {
      const rows = this.#missing();
      if (rows.length === 0) return;
      void this.#fetch(rows);
    }
  }

  #missing(): Int32Array<ArrayBuffer> {
    const missing: number[] = [];
    for (const part of this.#wanted)
      for (const row of part) {
        if (this.#readIn[row] === this.#generation || this.#inFlight.has(row)) continue;
        missing.push(row);
        if (missing.length === pageSize) return Int32Array.from(missing);
      }
    return Int32Array.from(missing);
  }

  async #fetch(rows: Int32Array<ArrayBuffer>): Promise<void> {
    const generation = this.#generation;
    this.#flights++;
    for (const row of rows) this.#inFlight.add(row);
    try {
      this.#take(rows, await this.source.tiles(rows), generation);
    } catch (error) {
      // A failed page is requested again only when other rows are wanted, so that a dead studio is not asked
      // in a loop.
      this.#wanted = [];
      this.source.failed(error);
    }
    this.#flights--;
    for (const row of rows) this.#inFlight.delete(row);
    this.source.changed();
    this.#ask();
  }
}

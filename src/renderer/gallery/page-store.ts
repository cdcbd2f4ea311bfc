/** Rows in one question. */
const pageSize = 400;
/** Rows in one question when very many are read. */
const partSize = 20_000;
/** Questions at a time: the next page is on its way while one is drawn. */
const flightsAtMost = 2;

export interface PageSource<Tiles> {
  tiles(rows: Int32Array<ArrayBuffer>): Promise<Tiles>;
  /** Some rows can be drawn, or drawn anew. */
  changed(): void;
  failed(error: unknown): void;
}

/**
 * What is known of each row of a gallery, in flat columns: 20 MB for a million rows, and nothing to look up or throw away. Rows are asked
 * for by the page as they come into sight. What is out of date is still shown until it was asked again. A gallery adds its columns.
 */
export abstract class PageStore<Tiles> {
  /** Grows with every change of a row; 0 for what is not known yet. */
  readonly versions: Uint32Array;
  /** Generation that each row was read in. */
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

  /** Whether the columns of a row are what an answer says of it. */
  protected abstract same(row: number, tiles: Tiles, i: number): boolean;
  /** Takes what an answer says of a row into the columns. */
  protected abstract store(row: number, tiles: Tiles, i: number): void;

  isKnown(row: number): boolean {
    return this.versions[row] > 0;
  }

  /** Asks for what is not known of these rows, the first ones first. Replaces what was wanted before. */
  want(rows: readonly Int32Array[]): void {
    this.#wanted = rows;
    this.#ask();
  }

  /** Something may have changed in any row: what is in view is asked again. */
  outdate(): void {
    this.#generation++;
    this.#ask();
  }

  /** Before a question whose answer holds tiles as well: what takes them. */
  along(): (rows: Int32Array, tiles: Tiles) => void {
    const generation = this.#generation;
    return (rows, tiles) => this.#take(rows, tiles, generation);
  }

  /** Asks for all of these, a large part at a time: what a map needs. Ends early when aborted or refused. */
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

  /** Shows at once what an act will bring: `write` puts it into the columns of a row. It stands until the next `outdate`. */
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

  /** Takes what the studio said in `generation`; what was expected since stays. */
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
      // Not asked again until something else is wanted: a studio that is gone must not be asked in a circle.
      this.#wanted = [];
      this.source.failed(error);
    }
    this.#flights--;
    for (const row of rows) this.#inFlight.delete(row);
    this.source.changed();
    this.#ask();
  }
}

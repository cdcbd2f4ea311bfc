import { readRange } from '../reading/read-range';
import { DurableFile } from './durable';

/**
 * Rows of float32 that are read more than once and would not all fit into memory, so they are kept in a
 * temporary file beside `place` until `close()`. Throws `disk-full` and similar errors.
 */
export class SpooledRows {
  readonly #file: DurableFile;
  #rows = 0;

  /** Rows of `width` numbers each. */
  constructor(
    place: string,
    readonly width: number,
  ) {
    this.#file = new DurableFile(place);
  }

  get rows(): number {
    return this.#rows;
  }

  /** Adds whole rows, `[rows, width]`. */
  append(values: Float32Array): void {
    const rows = values.length / this.width;
    if (!Number.isInteger(rows)) throw new Error(`${values.length} numbers are no rows of ${this.width}.`);
    this.#file.append(values);
    this.#rows += rows;
  }

  /** All rows in their order, `[at most rowsAtATime, width]` each time. */
  *pieces(rowsAtATime: number): Generator<Float32Array> {
    const rowBytes = 4 * this.width;
    for (let row = 0; row < this.#rows; row += rowsAtATime) {
      const rows = Math.min(rowsAtATime, this.#rows - row);
      yield new Float32Array(readRange(this.#file.beside, row * rowBytes, rows * rowBytes).buffer);
    }
  }

  /** Deletes the file. */
  close(): void {
    this.#file.discard();
  }
}

/** Finds the row of an image: one lookup, for a million of them. */
export class RowIndex {
  readonly #rows: Int32Array;

  constructor(imageIds: Int32Array) {
    let largest = 0;
    for (const id of imageIds) if (id > largest) largest = id;
    this.#rows = new Int32Array(largest + 1).fill(-1);
    for (let row = 0; row < imageIds.length; row++) this.#rows[imageIds[row]] = row;
  }

  /** -1 for an image that is not there. */
  rowOf(imageId: number): number {
    return imageId < this.#rows.length ? this.#rows[imageId] : -1;
  }
}

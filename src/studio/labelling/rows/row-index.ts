/** Finds the row of an image with one array lookup, which is quick even for a million images. */
export class RowIndex {
  readonly #rows: Int32Array;

  constructor(imageIds: Int32Array) {
    let largest = 0;
    for (const id of imageIds) if (id > largest) largest = id;
    this.#rows = new Int32Array(largest + 1).fill(-1);
    for (let row = 0; row < imageIds.length; row++) this.#rows[imageIds[row]] = row;
  }

  /** Returns -1 for an image that has no row. */
  rowOf(imageId: number): number {
    return imageId < this.#rows.length ? this.#rows[imageId] : -1;
  }
}

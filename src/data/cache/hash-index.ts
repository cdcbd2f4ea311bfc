/**
 * Maps 32-byte hashes to rows: open addressing in one flat array, so that a million hashes take 40 MB and
 * load in a fifth of a second. Hashes are assumed to be random: their first four bytes choose the bucket.
 */
export class HashIndex {
  count = 0;
  #hashes: Uint8Array;
  /** Row + 1 by bucket, 0 for an empty one; at most half of the buckets are full. */
  #buckets: Int32Array;

  constructor(capacity = 1024) {
    this.#hashes = new Uint8Array(capacity * 32);
    this.#buckets = new Int32Array(bucketsFor(capacity));
  }

  /** Adds a hash as the next row. */
  add(hash: Uint8Array): number {
    if ((this.count + 1) * 32 > this.#hashes.length) this.#grow();
    this.#hashes.set(hash, this.count * 32);
    this.#place(this.count);
    return this.count++;
  }

  /** Adds hashes `[rows, 32]` in their order. */
  addAll(hashes: Uint8Array): void {
    while (this.count * 32 + hashes.length > this.#hashes.length) this.#grow();
    this.#hashes.set(hashes, this.count * 32);
    const rows = this.count + hashes.length / 32;
    for (; this.count < rows; this.count++) this.#place(this.count);
  }

  /** The row of a hash; -1 if it is not in the index. */
  rowOf(hash: Uint8Array): number {
    const mask = this.#buckets.length - 1;
    for (let at = bucketOf(hash, 0) & mask; this.#buckets[at] !== 0; at = (at + 1) & mask) {
      const row = this.#buckets[at] - 1;
      if (this.#equals(row, hash)) return row;
    }
    return -1;
  }

  /** Hashes of rows `from` and later, `[rows, 32]`. */
  from(row: number): Uint8Array {
    return this.#hashes.subarray(row * 32, this.count * 32);
  }

  #equals(row: number, hash: Uint8Array): boolean {
    for (let i = 0, at = row * 32; i < 32; i++, at++) if (this.#hashes[at] !== hash[i]) return false;
    return true;
  }

  #place(row: number): void {
    const mask = this.#buckets.length - 1;
    let at = bucketOf(this.#hashes, row * 32) & mask;
    while (this.#buckets[at] !== 0) at = (at + 1) & mask;
    this.#buckets[at] = row + 1;
  }

  #grow(): void {
    const hashes = new Uint8Array(this.#hashes.length * 2);
    hashes.set(this.#hashes);
    this.#hashes = hashes;
    this.#buckets = new Int32Array(bucketsFor(hashes.length / 32));
    for (let row = 0; row < this.count; row++) this.#place(row);
  }
}

function bucketOf(bytes: Uint8Array, at: number): number {
  return bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16) | (bytes[at + 3] << 24);
}

function bucketsFor(capacity: number): number {
  return 2 ** Math.ceil(Math.log2(Math.max(capacity, 8) * 2));
}

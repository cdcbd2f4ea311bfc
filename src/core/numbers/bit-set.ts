/** A set of whole numbers from 0 on, a bit each up to the largest: 125 kB for a million. */
export class BitSet {
  #words: Uint32Array;

  /** Room for numbers below `capacity`; it grows if a larger one is added. */
  constructor(capacity = 0) {
    this.#words = new Uint32Array(Math.ceil(capacity / 32));
  }

  add(number: number): void {
    const at = number >>> 5;
    if (at >= this.#words.length) this.#grow(at + 1);
    this.#words[at] |= 1 << (number & 31);
  }

  delete(number: number): void {
    const at = number >>> 5;
    if (at < this.#words.length) this.#words[at] &= ~(1 << (number & 31));
  }

  has(number: number): boolean {
    return ((this.#words[number >>> 5] ?? 0) & (1 << (number & 31))) !== 0;
  }

  get size(): number {
    let size = 0;
    for (let word of this.#words) for (; word !== 0; word &= word - 1) size++;
    return size;
  }

  /** The numbers that are in both sets. */
  and(other: BitSet): BitSet {
    const both = new BitSet();
    both.#words = this.#words.slice(0, other.#words.length);
    for (let at = 0; at < both.#words.length; at++) both.#words[at] &= other.#words[at];
    return both;
  }

  /** The given numbers that are in the set, in their order. */
  among(numbers: ArrayLike<number>): Int32Array {
    const found = new Int32Array(numbers.length);
    let at = 0;
    for (let i = 0; i < numbers.length; i++) if (this.has(numbers[i])) found[at++] = numbers[i];
    return found.slice(0, at);
  }

  /** All numbers of the set, ascending. */
  numbers(): Int32Array {
    const numbers = new Int32Array(this.size);
    let next = 0;
    for (let at = 0; at < this.#words.length; at++)
      for (let word = this.#words[at]; word !== 0; word &= word - 1)
        numbers[next++] = 32 * at + 31 - Math.clz32(word & -word);
    return numbers;
  }

  #grow(words: number): void {
    const grown = new Uint32Array(Math.ceil(words * 1.25));
    grown.set(this.#words);
    this.#words = grown;
  }
}

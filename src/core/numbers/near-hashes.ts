/** Two hashes of the same picture differ in so many bits at most, of 64. */
export const nearBits = 6;

/** With one part more than bits may differ, one part at least is equal: only hashes that share a part are compared. */
const parts: readonly [word: 0 | 1, shift: number, bits: number][] = [
  ...([0, 1] as const).flatMap((word) =>
    [0, 9, 18].map((shift): [0 | 1, number, number] => [word, shift, 9]),
  ),
  // And the five last bits of both words.
  [0, 27, 10],
];

/**
 * Hashes of 64 bits that are looked through for those near another one: some 1/70 of them are compared a question, so that a
 * million questions of fifty thousand hashes take seconds. `words` is `[hashes, 2]`, the upper 32 bits first.
 */
export class NearHashes {
  readonly #tables: { first: Int32Array; rows: Int32Array }[];

  constructor(private readonly words: Uint32Array) {
    this.#tables = parts.map((_, part) => this.#table(part));
  }

  /** Rows within `nearBits` of a hash, the nearest first. */
  near(upper: number, lower: number): number[] {
    const found = new Map<number, number>();
    for (const [part, { first, rows }] of this.#tables.entries()) {
      const key = keyOf(part, upper, lower);
      for (let at = first[key]; at < first[key + 1]; at++) {
        const row = rows[at];
        const bits = ones(this.words[row * 2] ^ upper) + ones(this.words[row * 2 + 1] ^ lower);
        if (bits <= nearBits) found.set(row, bits);
      }
    }
    return [...found].sort(([a, m], [b, n]) => m - n || a - b).map(([row]) => row);
  }

  /** Rows by the value of a part: those of value `key` stand at `first[key]` to `first[key + 1]`. */
  #table(part: number): { first: Int32Array; rows: Int32Array } {
    const count = this.words.length / 2;
    const first = new Int32Array(2 ** parts[part][2] + 1);
    const keys = Int32Array.from({ length: count }, (_, row) =>
      keyOf(part, this.words[row * 2], this.words[row * 2 + 1]),
    );
    for (const key of keys) first[key + 1]++;
    for (let key = 1; key < first.length; key++) first[key] += first[key - 1];
    const next = first.slice();
    const rows = new Int32Array(count);
    for (let row = 0; row < count; row++) rows[next[keys[row]]++] = row;
    return { first, rows };
  }
}

function keyOf(part: number, upper: number, lower: number): number {
  const [word, shift, bits] = parts[part];
  if (part === parts.length - 1) return ((upper >>> 27) << 5) | (lower >>> 27);
  return ((word === 0 ? upper : lower) >>> shift) & (2 ** bits - 1);
}

/** Bits that are 1. */
function ones(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return (((v + (v >>> 4)) & 0x0f0f0f0f) * 0x01010101) >>> 24;
}

/** Mixes integers into one well-spread uint32 (murmur3's finaliser over a running combination). */
export function hash32(...words: number[]): number {
  let h = 0x9e3779b9 ^ words.length;
  for (const word of words) h = mixed(h, word);
  return spread(h);
}

function mixed(h: number, word: number): number {
  let k = Math.imul(word | 0, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  h ^= Math.imul(k, 0x1b873593);
  h = (h << 13) | (h >>> 19);
  return (Math.imul(h, 5) + 0xe6546b64) | 0;
}

function spread(h: number): number {
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/**
 * A small seeded generator (mulberry32). Seeding it with coordinates, `new Random(seed, epoch, position)`, makes every draw
 * a function of where it is used, so a resumed run draws what the undisturbed run would have drawn.
 */
export class Random {
  state: number;

  constructor(...seed: number[]) {
    this.state = hash32(...seed);
  }

  /** Uniform in [0, 1), 32 bits. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    return uniform(this.state);
  }

  /** Uniform integer in [0, n). */
  int(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Standard normal (Box-Muller). */
  normal(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  /** Fisher-Yates in place; returns its argument. */
  shuffle<T extends { length: number; [index: number]: unknown }>(items: T): T {
    const list = items as { length: number; [index: number]: unknown };
    for (let i = list.length - 1; i > 0; i--) {
      const j = this.int(i + 1);
      const held = list[i];
      list[i] = list[j];
      list[j] = held;
    }
    return items;
  }
}

/** The first draw of `new Random(seed, position)`, for callers that need a million of them. */
export function drawAt(seed: number, position: number): number {
  return uniform((spread(mixed(mixed(0x9e3779b9 ^ 2, seed), position)) + 0x6d2b79f5) | 0);
}

function uniform(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}

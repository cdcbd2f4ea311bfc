/** The most bits of 64 in which two hashes of one picture differ. */
export const nearBits = 8;
/** The number of nearest images that are kept for each image. */
export const keptNear = 8;

/** Hashes of images: `base` `[images, 2]` of whole pictures, `crops` `[entries, 2]` of parts of them; upper 32 bits first. */
export interface LookHashes {
  readonly base: Uint32Array;
  readonly crops: Uint32Array;
  /** The image of each part `[entries]`. */
  readonly cropOf: Int32Array;
}

/** The nearest images of each image. */
export interface NearImages {
  /** `[images, keptNear]`; -1 where there are no more. */
  readonly rows: Int32Array;
  /** In how many bits they differ `[images, keptNear]`. */
  readonly bits: Uint8Array;
  /** How many whole pictures are that near `[images]`, 65,535 at most. */
  readonly counts: Uint16Array;
}

/** Parts of 8 bits, of which two are compared as one key of 16. */
const parts = 8;
const keys = 1 << 16;
/**
 * The most comparisons of an image within a bucket of equal keys: a million drawings on white must not take
 * hours.
 */
const mostCompared = 512;

/**
 * Finds images whose hashes are near without comparing all with all: 64 bits are 8 parts, and hashes that differ in 6 bits share at least
 * two parts (in 8 bits: nearly always), so images that share two parts are compared, for each of the 28 pairs of parts. A picture may be
 * near a part of another. Time grows with the number of images times the number that share a key; memory is about 200 bytes an image.
 * `pause` is awaited in between, so that other work goes on.
 */
export async function nearImages(
  hashes: LookHashes,
  pause: () => Promise<void> = async () => {},
): Promise<NearImages> {
  const images = hashes.base.length / 2;
  const found: NearImages = {
    rows: new Int32Array(images * keptNear).fill(-1),
    bits: new Uint8Array(images * keptNear).fill(nearBits + 1),
    counts: new Uint16Array(images),
  };
  const words = new Uint32Array(hashes.base.length + hashes.crops.length);
  words.set(hashes.base);
  words.set(hashes.crops, hashes.base.length);
  const heaps: Heaps = {
    order: new Int32Array(words.length / 2),
    words: new Uint32Array(words.length),
    first: new Int32Array(keys + 1),
  };
  for (let p = 0; p < parts; p++)
    for (let q = p + 1; q < parts; q++) {
      sortByKey(words, p, q, heaps);
      for (let key = 0; key < keys; key++) {
        if (key % pauseAfter === 0) await pause();
        compareHeap(heaps, key, { hashes, found, p, q });
      }
    }
  return found;
}

/** Keys between two pauses: a tenth of a second for a million images. */
const pauseAfter = keys / 8;

const partOf = (words: Uint32Array, entry: number, part: number) =>
  (words[entry * 2 + (part >> 2)] >>> ((part & 3) * 8)) & 255;

/** Entries sorted by key, so that equal keys are side by side. */
interface Heaps {
  /** Entries, whole pictures first among those of one key. */
  readonly order: Int32Array;
  /** Their hashes in this order, so that hashes that are compared lie together in memory. */
  readonly words: Uint32Array;
  /** Where the entries of a key begin; those of the next key follow them. */
  readonly first: Int32Array;
}

function sortByKey(words: Uint32Array, p: number, q: number, heaps: Heaps): void {
  const { order, first } = heaps;
  const count = order.length;
  first.fill(0);
  for (let e = 0; e < count; e++) first[((partOf(words, e, p) << 8) | partOf(words, e, q)) + 1]++;
  for (let key = 0; key < keys; key++) first[key + 1] += first[key];
  const next = first.slice();
  for (let e = 0; e < count; e++) {
    const place = next[(partOf(words, e, p) << 8) | partOf(words, e, q)]++;
    order[place] = e;
    heaps.words[place * 2] = words[e * 2];
    heaps.words[place * 2 + 1] = words[e * 2 + 1];
  }
}

interface Search {
  readonly hashes: LookHashes;
  readonly found: NearImages;
  readonly p: number;
  readonly q: number;
}

/** Compares the whole pictures of a heap with each other and with the parts in it. */
function compareHeap({ order, words, first }: Heaps, key: number, search: Search): void {
  const { hashes, found, p, q } = search;
  const images = hashes.base.length / 2;
  const to = first[key + 1];
  let wholes = first[key];
  while (wholes < to && order[wholes] < images) wholes++;
  for (let i = first[key]; i < wholes; i++) {
    const row = order[i];
    const [upper, lower] = [words[i * 2], words[i * 2 + 1]];
    for (let j = i + 1; j < Math.min(wholes, i + 1 + mostCompared); j++) {
      const bits = ones(words[j * 2] ^ upper) + ones(words[j * 2 + 1] ^ lower);
      if (bits > nearBits) continue;
      keepBoth(found, row, order[j], bits);
      if (isFirstMeeting(hashes.base, row, order[j], p, q)) countBoth(found.counts, row, order[j]);
    }
    for (let j = wholes; j < Math.min(to, wholes + mostCompared * 6); j++) {
      const bits = ones(words[j * 2] ^ upper) + ones(words[j * 2 + 1] ^ lower);
      if (bits > nearBits) continue;
      const other = hashes.cropOf[order[j] - images];
      if (other !== row) keepBoth(found, row, other, bits);
    }
  }
}

function countBoth(counts: Uint16Array, a: number, b: number): void {
  if (counts[a] < 65_535) counts[a]++;
  if (counts[b] < 65_535) counts[b]++;
}

function keepBoth(found: NearImages, a: number, b: number, distance: number): void {
  keep(found, a, b, distance);
  keep(found, b, a, distance);
}

/** Whether these two parts are the first two that both hashes share: two images meet once for each pair of parts that they share. */
function isFirstMeeting(words: Uint32Array, a: number, b: number, p: number, q: number): boolean {
  for (let part = 0; part < q; part++)
    if (part !== p && partOf(words, a, part) === partOf(words, b, part)) return false;
  return true;
}

/**
 * Adds an image to the nearest ones of a row. Among equally near images the first ones stay, so that all images of a burst list the same
 * ones.
 */
function keep({ rows, bits }: NearImages, row: number, other: number, distance: number): void {
  const from = row * keptNear;
  let at = from + keptNear;
  for (let i = from; i < from + keptNear; i++)
    if (rows[i] === other) {
      if (bits[i] <= distance) return;
      at = i + 1;
      break;
    }
  // The last entry, or the same image at a larger distance, is replaced.
  let place = at - 1;
  if (bits[place] <= distance) return;
  while (place > from && bits[place - 1] > distance) {
    rows[place] = rows[place - 1];
    bits[place] = bits[place - 1];
    place--;
  }
  rows[place] = other;
  bits[place] = distance;
}

/** Bits that are 1. */
function ones(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

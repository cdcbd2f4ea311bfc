import { evenPlaces } from '../numbers/evenly';
import { Random } from '../numbers/random';
import { cosine, type Looks, normalise, unitInto } from './likeness';
import { lookWidth } from './look';

/** A local constant, which inner loops read faster than an imported one. */
const width = lookWidth;

/** The most images that the centres are learnt from; the others are then assigned to the nearest one. */
const mostLearnt = 8192;
const rounds = 10;
/** Dot products of two looks between two pauses for other work: some 3 ms. */
const productsAPiece = 16_384;

const [fewest, most] = [8, 200];

/** How many clusters a number of images is put into: about the root of half their number (Mardia et al. 1979), 8 to 200. */
export function clusterCount(images: number): number {
  const rule = Math.min(most, Math.max(fewest, Math.round(Math.sqrt(images / 2))));
  return Math.max(1, Math.min(rule, Math.floor(images / 2)));
}

/** Images in groups that look alike. */
export interface Clusters {
  /** Directions of length 1, the one with most images first, `[clusters, 64]`. */
  readonly centres: Float32Array;
  /** The cluster of each image, `[images]`. */
  readonly of: Uint8Array;
  /** `[clusters]` */
  readonly images: Int32Array;
}

/**
 * Spherical k-means (Dhillon and Modha 2001) over the looks of `rows`, seeded as k-means++ (Arthur and Vassilvitskii 2007): the same for
 * the same looks and seed. The centres are learnt from an even sample of 8,192 at most. It works in short pieces and yields the share that
 * is done after each, so that the caller can do other work in between; it returns the clusters, none of them empty.
 */
export function* clustered(
  looks: Looks,
  rows: Int32Array,
  { count, seed }: { count: number; seed: number },
): Generator<number, Clusters> {
  const sample = unitRows(looks, rows);
  const points = sample.length / width;
  // Seeding and each round go over the sample once; the last pass goes over all images.
  const total = (1 + rounds) * points + rows.length;
  let done = 0;
  const share = (images: number) => {
    done += images;
    return done / total;
  };
  const centres = yield* seeded(sample, count, new Random(seed), share);
  const nearest = new Uint8Array(points);
  for (let round = 0; round < rounds; round++) {
    const changed = yield* assign(sample, centres, nearest, share);
    if (changed === 0) break;
    moveToMeans(centres, sample, nearest);
  }
  done = (1 + rounds) * points;
  const of = new Uint8Array(rows.length);
  const unit = new Float32Array(width);
  const piece = pieceOf(centres);
  for (let i = 0; i < rows.length; i++) {
    unitInto(unit, looks, rows[i]);
    of[i] = nearestOf(unit, 0, centres);
    if (i % piece === piece - 1) yield share(piece);
  }
  return largestFirst(centres, of);
}

/**
 * The most typical images of each cluster, at most `most`, the nearest to its centre first, as places in `rows`. Works in pieces, like
 * `clustered`.
 */
export function* typicalOf(
  looks: Looks,
  rows: Int32Array,
  clusters: Clusters,
  most: number,
): Generator<number, Int32Array[]> {
  const nearest = Array.from(clusters.images, () => [] as { place: number; close: number }[]);
  const centres = nearest.map((_, cluster) => centreOf(clusters, cluster));
  for (let place = 0; place < rows.length; place++) {
    const best = nearest[clusters.of[place]];
    const close = cosine(looks, rows[place], centres[clusters.of[place]]);
    if (best.length < most || close > best[best.length - 1].close) {
      const at = best.findIndex((other) => other.close < close);
      best.splice(at < 0 ? best.length : at, 0, { place, close });
      if (best.length > most) best.pop();
    }
    if (place % productsAPiece === productsAPiece - 1) yield place / rows.length;
  }
  return nearest.map((best) => Int32Array.from(best, ({ place }) => place));
}

export const centreOf = ({ centres }: Clusters, cluster: number): Float32Array =>
  centres.subarray(cluster * width, (cluster + 1) * width);

function unitRows(looks: Looks, rows: Int32Array): Float32Array {
  const places = evenPlaces(rows.length, mostLearnt);
  const units = new Float32Array(places.length * width);
  for (const [i, place] of places.entries())
    unitInto(units.subarray(i * width, (i + 1) * width), looks, rows[place]);
  return units;
}

const pieceOf = (centres: Float32Array) =>
  Math.max(1, Math.floor((productsAPiece * width) / Math.max(width, centres.length)));

/** The first centres: each is a point drawn with a probability proportional to its squared distance from the centres before it. */
function* seeded(
  points: Float32Array,
  count: number,
  random: Random,
  share: (images: number) => number,
): Generator<number, Float32Array> {
  const images = points.length / width;
  const centres = new Float32Array(Math.min(count, images) * width);
  const far = new Float32Array(images).fill(Number.POSITIVE_INFINITY);
  let next = random.int(images);
  for (let c = 0; c < centres.length / width; c++) {
    centres.set(points.subarray(next * width, (next + 1) * width), c * width);
    let sum = 0;
    for (let i = 0; i < images; i++) {
      // The squared distance of two points on the sphere is twice this; below 0 by rounding alone.
      far[i] = Math.min(far[i], Math.max(0, 1 - product(points, i * width, centres, c * width)));
      sum += far[i];
    }
    next = drawn(far, random.next() * sum) ?? random.int(images);
    yield share(images / Math.max(1, centres.length / width));
  }
  return centres;
}

/** The place at which the sum of the weights up to it exceeds `sum`; null where all weights are 0. */
function drawn(weights: Float32Array, sum: number): number | null {
  let rest = sum;
  for (let i = 0; i < weights.length; i++) {
    rest -= weights[i];
    if (rest < 0) return i;
  }
  return null;
}

function* assign(
  points: Float32Array,
  centres: Float32Array,
  nearest: Uint8Array,
  share: (images: number) => number,
): Generator<number, number> {
  const piece = pieceOf(centres);
  let changed = 0;
  for (let i = 0; i < nearest.length; i++) {
    const c = nearestOf(points, i * width, centres);
    if (c !== nearest[i]) changed++;
    nearest[i] = c;
    if (i % piece === piece - 1) yield share(piece);
  }
  return changed;
}

function nearestOf(points: Float32Array, at: number, centres: Float32Array): number {
  let [best, closest] = [0, Number.NEGATIVE_INFINITY];
  for (let c = 0, from = 0; from < centres.length; c++, from += width) {
    const close = product(points, at, centres, from);
    if (close <= closest) continue;
    closest = close;
    best = c;
  }
  return best;
}

/** A centre that no point is nearest to stays where it is. */
function moveToMeans(centres: Float32Array, points: Float32Array, nearest: Uint8Array): void {
  const sums = new Float32Array(centres.length);
  const counts = new Int32Array(centres.length / width);
  for (let i = 0; i < nearest.length; i++) {
    const [from, to] = [i * width, nearest[i] * width];
    counts[nearest[i]]++;
    for (let j = 0; j < width; j++) sums[to + j] += points[from + j];
  }
  for (const [c, images] of counts.entries())
    if (images > 0) centres.set(normalise(sums.subarray(c * width, (c + 1) * width)), c * width);
}

/** Two sums side by side are a third faster than one. */
function product(a: Float32Array, from: number, b: Float32Array, to: number): number {
  let [even, odd] = [0, 0];
  for (let j = 0; j < width; j += 2) {
    even += a[from + j] * b[to + j];
    odd += a[from + j + 1] * b[to + j + 1];
  }
  return even + odd;
}

/** Numbers clusters by size, the largest as 0, and leaves out empty ones. */
function largestFirst(centres: Float32Array, of: Uint8Array): Clusters {
  const counts = new Int32Array(centres.length / width);
  for (const c of of) counts[c]++;
  const order = [...counts.keys()]
    .filter((c) => counts[c] > 0)
    .sort((a, b) => counts[b] - counts[a] || a - b);
  const numbers = new Uint8Array(counts.length);
  const sorted = new Float32Array(order.length * width);
  for (const [number, c] of order.entries()) {
    numbers[c] = number;
    sorted.set(centres.subarray(c * width, (c + 1) * width), number * width);
  }
  return {
    centres: sorted,
    of: of.map((c) => numbers[c]),
    images: Int32Array.from(order, (c) => counts[c]),
  };
}

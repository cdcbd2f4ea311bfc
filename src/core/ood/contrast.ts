import { bisectLeft, bisectRight } from 'd3-array';
import { evenPlaces } from '../numbers/evenly';
import { principalComponents, project } from '../numbers/principal-components';
import { plainMatrices } from './linear';
import { type Detector, insideOdds } from './taught';

/**
 * What the pool as a whole says about its images: what many of them have in common and labelled images have not, belongs to no class. If the
 * pool is a mixture of images like the labelled ones and of others, an image is the more likely one of the others, the more likely it is to
 * come from the pool rather than from the labels (Elkan and Noto 2008, "Learning Classifiers from Only Positive and Unlabeled Data").
 * Fisher's linear discriminant of both sets measures that. It finds images of no class that no score of labelled images alone can tell
 * apart, such as trucks beside cars.
 */

/** Feature vectors, `[images, width]`. */
export interface ContrastedBy {
  readonly labelled: Float32Array;
  readonly pool: Float32Array;
  readonly width: number;
  /** How much each labelled image counts, `[images]` (`classWeights`); if left out, all count alike. */
  readonly weights?: Float32Array;
}

/** Each set is divided into this many parts; a line for each is fitted on all others. */
const parts = 5;

export interface Contrast {
  /** The log odds, up to a factor, that an image comes from the labels, a line for each part. */
  readonly lines: readonly Detector[];
  /** The odds of the labelled images by the line that has not seen them, `[images]`. */
  readonly labelled: Float32Array;
  /** The same for the images of the pool. */
  readonly pool: Float32Array;
  /** The share of the pool, 0 to 1, that looks like labelled images, rather too large than too small. */
  readonly alike: number;
  /**
   * How much more often than by chance a labelled image has better odds than one of the pool: the area under the ROC curve above 0.5, less
   * its standard error; at least 0. It grows with the share of strange images and with how different they are.
   */
  readonly apart: number;
}

/** With fewer labelled or unlabelled images than this, chance decides what they have in common. */
export const leastContrasted = 40;
/**
 * If less of the pool than this looks like labelled images, a difference of all its images (another camera, another season) cannot be told
 * from images of no class.
 */
export const leastAlike = 0.4;

/** The difference by which odds count as much as they can (`contrastWorth`). */
const fullyApart = 0.05;
/** Deviations of the score that a deviation of the odds is then worth. */
const mostWorth = 2;

/**
 * What a deviation of the odds is worth, in deviations of the score that they are added to. If the pool hardly differs from the labelled
 * images, the odds are mostly chance: with few strange images among many, they would spoil a score that finds those by itself.
 */
export const contrastWorth = (apart: number): number =>
  mostWorth * Math.min(1, apart / (mostWorth * fullyApart));

/** By how much an image counts more or less than another, at most. */
const mostCounted = 4;

/** The discriminant works on the directions of largest spread; the others are mostly noise where labelled images are few. */
const directions = 64;
/** The most rows that these directions are computed from, and for how many rounds: only their space matters. */
const mostSpread = 1024;
const rounds = 8;
/** Added to the diagonal of the covariance, relative to its mean. */
const ridge = 1;
/** The share of labelled images, those with the best odds, by which it is estimated how much of the pool is like them. */
const best = 0.2;

/** Which part a row belongs to; rows are sorted by class or source, so that every part has some of each. */
export const partOf = (row: number): number => row % parts;

/**
 * How much each labelled image counts, `[images]`, so that the classes of the labelled images have the shares that the pool's predictions
 * have. Otherwise a comparison would tell a class that is frequent in the pool from one that is rare there: labelled images have as many of
 * each class as a person gave them. No image counts more than four times as much, or less than a quarter, because predictions can be wrong.
 */
export function classWeights(labelled: ArrayLike<number>, predicted: ArrayLike<number>): Float32Array {
  const [own, its] = [sharesOf(labelled), sharesOf(predicted)];
  const ratio = (each: number) => (its.get(each) ?? 0) / (own.get(each) as number);
  return Float32Array.from(labelled, (each) => Math.min(mostCounted, Math.max(1 / mostCounted, ratio(each))));
}

function sharesOf(classes: ArrayLike<number>): Map<number, number> {
  const shares = new Map<number, number>();
  for (let i = 0; i < classes.length; i++)
    shares.set(classes[i], (shares.get(classes[i]) ?? 0) + 1 / classes.length);
  return shares;
}

/** As many images that count alike would tell as much (Kish's effective sample size). */
export function effectiveCount(weights: Float32Array): number {
  const sum = weights.reduce((total, each) => total + each, 0);
  return sum > 0 ? sum ** 2 / weights.reduce((total, each) => total + each ** 2, 0) : 0;
}

/** Waits for `turn` between steps of some milliseconds, so that other work can go on. Features must be finite. */
export async function fitContrast(
  {
    labelled,
    pool,
    width,
    weights: counts = new Float32Array(labelled.length / width).fill(1),
  }: ContrastedBy,
  turn: () => Promise<unknown> = () => Promise.resolve(),
): Promise<Contrast> {
  const sets = [labelled, pool];
  const scale = scaleOf(sets, width);
  const scaled = sets.map((rows) => rows.map((value, at) => scale.standard(value, at % width)));
  const found = await principalComponents(evenRows(scaled, width), width, directions, turn, rounds);
  const along = scaled.map((rows) => transposed(project(rows, found)));
  const size = found.directions.length;
  const lines: Detector[] = [];
  for (let part = 0; part < parts; part++) {
    const [a, b] = along.map((rows, of) =>
      momentsOf(rows, size, (row) => (partOf(row) === part ? 0 : of === 0 ? counts[row] : 1)),
    );
    const { weights, middle } = discriminant(a, b, size);
    const wide = new Float64Array(width);
    for (const [c, direction] of found.directions.entries())
      for (let j = 0; j < width; j++) wide[j] += weights[c] * direction[j];
    let bias = -middle;
    for (let j = 0; j < width; j++) bias -= wide[j] * (found.mean[j] + scale.mean[j] / scale.deviation[j]);
    lines.push({ weights: Float32Array.from(wide, (value, j) => value / scale.deviation[j]), bias });
    await turn();
  }
  const [own, its] = sets.map((rows) => ownOdds(lines, rows, width));
  return {
    lines,
    labelled: own,
    pool: its,
    alike: alikeOf(own, its, counts),
    apart: apartOf(own, its, counts),
  };
}

/** The odds of images that no line has seen, `[images]`, for features `[images, width]`. */
export function contrastOdds({ lines }: Pick<Contrast, 'lines'>, features: Float32Array): Float32Array {
  const each = lines.map((line) => insideOdds(line, features));
  return each[0].map((_, row) => each.reduce((sum, odds) => sum + odds[row], 0) / lines.length);
}

/** The odds of each row by the line of its part. */
function ownOdds(lines: readonly Detector[], rows: Float32Array, width: number): Float32Array {
  const each = lines.map((line) => insideOdds(line, rows));
  return Float32Array.from({ length: rows.length / width }, (_, row) => each[partOf(row)][row]);
}

/**
 * Among images with odds as good as those of the best labelled ones, hardly any belong to no class: the share of the pool that has such
 * odds, relative to that of the labelled images, is at least the share of the pool that is like them.
 */
function alikeOf(labelled: Float32Array, pool: Float32Array, counts: Float32Array): number {
  const limit = bestOf(labelled, counts);
  return Math.min(1, pool.filter((odds) => odds > limit).length / pool.length / best);
}

/** The odds that the best share of the labelled images exceed, each of which counts as it does. */
function bestOf(labelled: Float32Array, counts: Float32Array): number {
  const order = Array.from(labelled.keys()).sort((a, b) => labelled[b] - labelled[a]);
  let left = best * counts.reduce((sum, each) => sum + each, 0);
  for (const row of order) {
    left -= counts[row];
    if (left < 0) return labelled[row];
  }
  return Number.NEGATIVE_INFINITY;
}

/** See `Contrast.apart`; the standard error is that of two sets without a difference (Hanley and McNeil 1982). */
function apartOf(labelled: Float32Array, pool: Float32Array, counts: Float32Array): number {
  const order = Float32Array.from(pool).sort();
  let [better, sum] = [0, 0];
  for (const [row, odds] of labelled.entries()) {
    better += counts[row] * ((bisectLeft(order, odds) + bisectRight(order, odds)) / 2 / order.length);
    sum += counts[row];
  }
  const [a, b] = [effectiveCount(counts), pool.length];
  return Math.max(0, better / sum - 0.5 - Math.sqrt((a + b + 1) / (12 * a * b)));
}

interface Scale {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
  standard(value: number, column: number): number;
}

/** The mean and deviation of each column over all sets; a column that does not vary counts nothing. */
function scaleOf(sets: readonly Float32Array[], width: number): Scale {
  const [mean, deviation] = [new Float64Array(width), new Float64Array(width)];
  const images = sets.reduce((sum, rows) => sum + rows.length / width, 0);
  for (const rows of sets) for (let at = 0; at < rows.length; at++) mean[at % width] += rows[at] / images;
  for (const rows of sets)
    for (let at = 0; at < rows.length; at++) deviation[at % width] += (rows[at] - mean[at % width]) ** 2;
  for (let j = 0; j < width; j++) deviation[j] = Math.sqrt(deviation[j] / images) || Number.POSITIVE_INFINITY;
  return { mean, deviation, standard: (value, j) => (value - mean[j]) / deviation[j] };
}

/** An even sample of the rows of both sets. */
function evenRows([a, b]: readonly Float32Array[], width: number): Float32Array {
  const first = a.length / width;
  const places = evenPlaces(first + b.length / width, mostSpread);
  const sample = new Float32Array(places.length * width);
  for (const [at, place] of places.entries()) {
    const [rows, row] = place < first ? [a, place] : [b, place - first];
    sample.set(rows.subarray(row * width, (row + 1) * width), at * width);
  }
  return sample;
}

/** Columns `[size][images]` as rows `[images, size]`. */
function transposed(columns: readonly Float32Array[]): Float64Array {
  const size = columns.length;
  const rows = new Float64Array(size * columns[0].length);
  for (const [c, column] of columns.entries())
    for (let row = 0; row < column.length; row++) rows[row * size + c] = column[row];
  return rows;
}

interface Moments {
  readonly mean: Float64Array;
  /** Lower triangle, `[size, size]`. */
  readonly covariance: Float64Array;
}

function momentsOf(rows: Float64Array, size: number, weightOf: (row: number) => number): Moments {
  const all = Array.from({ length: rows.length / size }, (_, row) => ({ row, weight: weightOf(row) }));
  const chosen = all.filter(({ weight }) => weight > 0);
  const total = chosen.reduce((sum, { weight }) => sum + weight, 0);
  const centred = new Float64Array(chosen.length * size);
  const mean = new Float64Array(size);
  for (const { row, weight } of chosen)
    for (let c = 0; c < size; c++) mean[c] += (weight / total) * rows[row * size + c];
  for (const [at, { row, weight }] of chosen.entries())
    for (let c = 0; c < size; c++)
      centred[at * size + c] = Math.sqrt(weight / total) * (rows[row * size + c] - mean[c]);
  return { mean, covariance: plainMatrices.scatter(centred, chosen.length, size) };
}

/** Fisher's linear discriminant of two sets, with the mean of their covariances, and its value halfway between their means. */
function discriminant(a: Moments, b: Moments, size: number): { weights: Float64Array; middle: number } {
  const covariance = a.covariance.map((value, at) => (value + b.covariance[at]) / 2);
  let trace = 0;
  for (let c = 0; c < size; c++) trace += covariance[c * size + c];
  // Without any spread there is nothing to tell apart, and the weights become 0.
  for (let c = 0; c < size; c++) covariance[c * size + c] += trace > 0 ? (ridge * trace) / size : 1;
  const inverse = plainMatrices.invertLower(plainMatrices.cholesky(covariance, size) as Float64Array, size);
  const apart = a.mean.map((value, c) => value - b.mean[c]);
  const half = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) half[i] += inverse[i * size + j] * apart[j];
  const weights = new Float64Array(size);
  for (let i = 0; i < size; i++) for (let j = 0; j <= i; j++) weights[j] += inverse[i * size + j] * half[i];
  let middle = 0;
  for (let c = 0; c < size; c++) middle += (weights[c] * (a.mean[c] + b.mean[c])) / 2;
  return { weights, middle };
}

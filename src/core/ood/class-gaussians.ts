import { studioError } from '../errors';
import { imagesIn } from './feature-rows';
import { type Matrices, plainMatrices, solveLower } from './linear';

/** The fitted model as plain typed arrays. */
export interface MahalanobisModel {
  /** Length of a feature vector. */
  readonly size: number;
  /** Mean of all features, subtracted first `[size]`. */
  readonly centre: Float64Array;
  /** Lower Cholesky factor of the shared covariance, row-major `[size, size]`. */
  readonly factor: Float64Array;
  /** Class means, centred and whitened by the factor `[classes with images, size]`. */
  readonly means: Float64Array;
  /** How far the covariance was shrunk to a multiple of the identity, 0 to 1. */
  readonly shrinkage: number;
}

/** Feature vectors in order, in pieces of whole rows; the iteration can be repeated. */
export interface FeatureRows {
  pieces(): Iterable<ArrayLike<number>>;
}

/**
 * Class-conditional Gaussians with one covariance (Lee et al. 2018), shrunk by Ledoit and Wolf's formula (2004; the same as scikit-learn's
 * LedoitWolf with assume_centered) because few labelled images leave it singular. `features` is `[labels, size]`; one piece of it is in
 * memory at a time, and it is read three times. Classes without images get no mean. Costs labels x size^2 / 2 + size^3 / 6 multiplications.
 * If no class has more than one image, the covariance is that of all images. Throws `ood-fit-few`, `ood-fit-flat`, `ood-fit-singular`.
 */
export function fitMahalanobis(
  features: FeatureRows | ArrayLike<number>,
  labels: ArrayLike<number>,
  shrinkage: number | 'ledoit-wolf' = 'ledoit-wolf',
  matrices: Matrices = plainMatrices,
): MahalanobisModel {
  const rows = 'pieces' in features ? features : { pieces: () => [features] };
  const { count, size, centre } = measured(rows, labels.length);
  const { means, placeOf } = classMeans(rows, labels, size, centre);
  // If no class has two images, nothing shows how images of a class differ, so the spread of all images about their mean is used.
  const about = means.length === count * size ? new Float64Array(means.length) : means;
  const { scatter, fourth } = spread(rows, { labels, size, centre, means: about, placeOf }, matrices);
  const trace = traceOf(scatter, size) / count;
  if (!(trace > 0) || !Number.isFinite(trace)) throw studioError('ood-fit-flat', {});
  const amount = shrinkage === 'ledoit-wolf' ? ledoitWolf(scatter, fourth, count, size) : shrinkage;
  const factor = shrunkFactor(scatter, { count, size, amount, variance: trace / size }, matrices);
  for (let c = 0; c < means.length; c += size) solveLower(factor, size, means.subarray(c, c + size));
  return { size, centre, factor, means, shrinkage: amount };
}

/** Minus the squared distance to the nearest class, `[images]`: higher = more in-domain. */
export function scoreMahalanobis(model: MahalanobisModel, features: ArrayLike<number>): Float32Array {
  const scores = new Float32Array(imagesIn(features, model.size));
  for (const [n, distances] of classDistances(model, features)) {
    let nearest = Number.POSITIVE_INFINITY;
    for (const distance of distances) if (!(distance >= nearest)) nearest = distance;
    scores[n] = -nearest;
  }
  return scores;
}

/**
 * Yields the number of each image and its squared distances to all classes that have images, in the order of the class numbers; the next
 * image's distances overwrite them.
 */
export function* classDistances(
  { size, centre, factor, means }: MahalanobisModel,
  features: ArrayLike<number>,
): Generator<[number, Float64Array]> {
  const images = imagesIn(features, size);
  const x = new Float64Array(size);
  const distances = new Float64Array(means.length / size);
  for (let n = 0; n < images; n++) {
    for (let i = 0; i < size; i++) x[i] = features[n * size + i] - centre[i];
    solveLower(factor, size, x);
    for (let c = 0; c < distances.length; c++) {
      let distance = 0;
      for (let i = 0, at = c * size; i < size; i++, at++) distance += (x[i] - means[at]) ** 2;
      distances[c] = distance;
    }
    yield [n, distances];
  }
}

/** The length of a row, and the mean of all rows. */
function measured(
  features: FeatureRows,
  count: number,
): { count: number; size: number; centre: Float64Array } {
  const lengths = Array.from(features.pieces(), ({ length }) => length);
  const numbers = lengths.reduce((sum, length) => sum + length, 0);
  const size = numbers / count;
  if (count < 2 || size < 1 || ![size, ...lengths.map((length) => length / size)].every(Number.isInteger))
    throw studioError('ood-fit-few', {});
  const centre = new Float64Array(size);
  for (const piece of features.pieces())
    for (let at = 0; at < piece.length; at += size) for (let i = 0; i < size; i++) centre[i] += piece[at + i];
  for (let i = 0; i < size; i++) centre[i] /= count;
  return { count, size, centre };
}

/** The means of the classes present, minus `centre`, and the place of each class among them. */
function classMeans(
  features: FeatureRows,
  labels: ArrayLike<number>,
  size: number,
  centre: Float64Array,
): { means: Float64Array; placeOf: ReadonlyMap<number, number> } {
  const order = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const placeOf = new Map(order.map((label, place) => [label, place]));
  const means = new Float64Array(order.length * size);
  const counts = new Float64Array(order.length);
  let n = 0;
  for (const piece of features.pieces())
    for (let at = 0; at < piece.length; at += size, n++) {
      const place = placeOf.get(labels[n])!;
      counts[place]++;
      for (let i = 0; i < size; i++) means[place * size + i] += piece[at + i] - centre[i];
    }
  for (let at = 0; at < means.length; at++) means[at] /= counts[Math.floor(at / size)];
  return { means, placeOf };
}

interface Centres {
  readonly labels: ArrayLike<number>;
  readonly size: number;
  readonly centre: Float64Array;
  /** What the spread is about: the means of the classes, or zeros. */
  readonly means: Float64Array;
  readonly placeOf: ReadonlyMap<number, number>;
}

/** For the rows minus `centre` and `means`: the sum of outer products `[size, size]`, and the sum of their lengths to the fourth power. */
function spread(
  features: FeatureRows,
  { labels, size, centre, means, placeOf }: Centres,
  matrices: Matrices,
): { scatter: Float64Array; fourth: number } {
  let scatter: Float64Array | null = null;
  let [fourth, n] = [0, 0];
  for (const piece of features.pieces()) {
    const rows = new Float64Array(piece.length);
    for (let at = 0; at < piece.length; at += size, n++) {
      const mean = placeOf.get(labels[n])! * size;
      let norm = 0;
      for (let i = 0; i < size; i++) {
        const value = piece[at + i] - centre[i] - means[mean + i];
        rows[at + i] = value;
        norm += value ** 2;
      }
      fourth += norm ** 2;
    }
    const part = matrices.scatter(rows, rows.length / size, size);
    if (scatter === null) scatter = part;
    else for (let at = 0; at < part.length; at++) scatter[at] += part[at];
  }
  return { scatter: scatter ?? new Float64Array(size * size), fourth };
}

function traceOf(matrix: Float64Array, size: number): number {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i];
  return trace;
}

/** The shrinkage that minimises the expected squared error of the covariance. */
function ledoitWolf(scatter: Float64Array, fourth: number, count: number, size: number): number {
  let squares = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) squares += 2 * scatter[i * size + j] ** 2;
    squares += scatter[i * size + i] ** 2;
  }
  squares /= count ** 2;
  const trace = traceOf(scatter, size) / count;
  const spread = (squares - trace ** 2 / size) / size;
  const error = Math.min((fourth / count - squares) / (size * count), spread);
  return spread > 0 && error > 0 ? error / spread : 0;
}

interface Shrinking {
  readonly count: number;
  readonly size: number;
  readonly amount: number;
  readonly variance: number;
}

/** Factor of `(1 - amount) covariance + amount x variance x identity`, with a ridge added only if rounding needs one. */
function shrunkFactor(
  scatter: Float64Array,
  { count, size, amount, variance }: Shrinking,
  matrices: Matrices,
): Float64Array {
  const covariance = scatter.map((value) => (value * (1 - amount)) / count);
  for (let i = 0; i < size; i++) covariance[i * size + i] += amount * variance;
  let ridge = 1e-12;
  for (;;) {
    const factor = matrices.cholesky(covariance, size);
    if (factor) return factor;
    if (ridge > 1) throw studioError('ood-fit-singular', {});
    for (let i = 0; i < size; i++) covariance[i * size + i] += ridge * variance;
    ridge *= 10;
  }
}

import { StudioError } from '../errors';
import { type Matrices, plainMatrices, solveLower } from './linear';

/** What a fit leaves: plain typed arrays. */
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

/**
 * Class-conditional Gaussians with one covariance (Lee et al. 2018), shrunk by Ledoit and Wolf's formula (2004; the same as
 * scikit-learn's LedoitWolf with assume_centered) because few labelled images leave it singular. `features` is
 * `[labels, size]`; classes without images get no mean. Costs labels x size^2 / 2 + size^3 / 6 multiplications.
 * Throws `ood-fit`.
 */
export function fitMahalanobis(
  features: ArrayLike<number>,
  labels: ArrayLike<number>,
  shrinkage: number | 'ledoit-wolf' = 'ledoit-wolf',
  matrices: Matrices = plainMatrices,
): MahalanobisModel {
  const count = labels.length;
  const size = features.length / count;
  if (count < 2 || !Number.isInteger(size) || size < 1)
    throw new StudioError(
      'ood-fit',
      `${features.length} feature numbers do not make rows for ${count} labels; the score needs two labelled images or more.`,
    );
  const centre = meanOf(features, count, size);
  const { rows, means } = centreByClass(features, labels, size, centre);
  const scatter = matrices.scatter(rows, count, size);
  const trace = traceOf(scatter, size) / count;
  if (!(trace > 0) || !Number.isFinite(trace))
    throw new StudioError(
      'ood-fit',
      'The features of the labelled images do not vary within their classes (or are not numbers); train longer or add labelled images.',
    );
  const amount = shrinkage === 'ledoit-wolf' ? ledoitWolf(scatter, rows, count, size) : shrinkage;
  const factor = shrunkFactor(scatter, { count, size, amount, variance: trace / size }, matrices);
  for (let c = 0; c < means.length; c += size) solveLower(factor, size, means.subarray(c, c + size));
  return { size, centre, factor, means, shrinkage: amount };
}

/** Minus the squared distance to the nearest class, `[images]`: higher = more in-domain. */
export function scoreMahalanobis(model: MahalanobisModel, features: ArrayLike<number>): Float32Array {
  const { size, centre, factor, means } = model;
  if (features.length % size !== 0)
    throw new StudioError(
      'ood-features',
      `The score was fitted on ${size} features an image, ${features.length} numbers do not fit; label with the model that it was fitted with.`,
    );
  const scores = new Float32Array(features.length / size);
  const x = new Float64Array(size);
  for (let n = 0; n < scores.length; n++) {
    for (let i = 0; i < size; i++) x[i] = features[n * size + i] - centre[i];
    solveLower(factor, size, x);
    let nearest = Number.POSITIVE_INFINITY;
    for (let c = 0; c < means.length; c += size) {
      let distance = 0;
      for (let i = 0; i < size; i++) distance += (x[i] - means[c + i]) ** 2;
      if (!(distance >= nearest)) nearest = distance;
    }
    scores[n] = -nearest;
  }
  return scores;
}

function meanOf(features: ArrayLike<number>, count: number, size: number): Float64Array {
  const mean = new Float64Array(size);
  for (let n = 0; n < count; n++) for (let i = 0; i < size; i++) mean[i] += features[n * size + i];
  for (let i = 0; i < size; i++) mean[i] /= count;
  return mean;
}

/** Every row minus the mean of its class, and the means of the classes present, minus `centre`. */
function centreByClass(
  features: ArrayLike<number>,
  labels: ArrayLike<number>,
  size: number,
  centre: Float64Array,
): { rows: Float64Array; means: Float64Array } {
  const order = [...new Set(Array.from(labels))].sort((a, b) => a - b);
  const placeOf = new Map(order.map((label, place) => [label, place]));
  const means = new Float64Array(order.length * size);
  const counts = new Float64Array(order.length);
  for (let n = 0; n < labels.length; n++) {
    const place = placeOf.get(labels[n])!;
    counts[place]++;
    for (let i = 0; i < size; i++) means[place * size + i] += features[n * size + i] - centre[i];
  }
  for (let at = 0; at < means.length; at++) means[at] /= counts[Math.floor(at / size)];
  const rows = new Float64Array(labels.length * size);
  for (let n = 0; n < labels.length; n++) {
    const place = placeOf.get(labels[n])!;
    for (let i = 0; i < size; i++)
      rows[n * size + i] = features[n * size + i] - centre[i] - means[place * size + i];
  }
  return { rows, means };
}

function traceOf(matrix: Float64Array, size: number): number {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i];
  return trace;
}

/** The shrinkage that minimises the expected squared error of the covariance; `rows` are centred. */
function ledoitWolf(scatter: Float64Array, rows: Float64Array, count: number, size: number): number {
  let squares = 0;
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) squares += 2 * scatter[i * size + j] ** 2;
    squares += scatter[i * size + i] ** 2;
  }
  squares /= count ** 2;
  let fourth = 0;
  for (let n = 0; n < count; n++) {
    let norm = 0;
    for (let i = 0; i < size; i++) norm += rows[n * size + i] ** 2;
    fourth += norm ** 2;
  }
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
    if (ridge > 1)
      throw new StudioError('ood-fit', 'The covariance of the features cannot be inverted; train longer.');
    for (let i = 0; i < size; i++) covariance[i * size + i] += ridge * variance;
    ridge *= 10;
  }
}

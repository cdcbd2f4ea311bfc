import { studioError } from '../errors';
import { imagesIn } from './feature-rows';
import { type Matrices, plainMatrices, solveLower } from './linear';
import type { OutputRows } from './score';

/** The principal directions of labelled images around the point where the logits are 0, as plain typed arrays. */
export interface VirtualModel {
  /** Length of a feature vector. */
  readonly size: number;
  /** The point in feature space nearest to 0 at which the classifier's logits are 0, `[size]`. */
  readonly origin: Float64Array;
  /** Orthonormal directions, a column each, `[size, dimension]`. */
  readonly principal: Float64Array;
  /** How many directions are principal. */
  readonly dimension: number;
  /** The scale at which the residuals of labelled images are on average as large as their largest logits. */
  readonly alpha: number;
  /**
   * Whether logits are centred on their mean: log probabilities are all below 0, so their largest value carries no
   * scale.
   */
  readonly centred: boolean;
}

/** Relative to the mean variance: directions in which labelled images hardly differ say nothing about the classifier. */
const ridge = 1e-9;
/** Relative to the largest eigenvalue: smaller eigenvalues are rounding errors. */
const rounding = 1e-10;

/**
 * The number of principal directions: 1,000 for more than 1,500 features and 512 for fewer (Wang et al. 2022). 512 is
 * two thirds of 768, the smallest size there, so fewer features use two thirds. Labelled images span at most as many
 * directions as there are images. If none of them had a residual, nothing would scale the residuals of other images,
 * so the number is at most half that of the images.
 */
export const principalDimension = (size: number, images: number): number =>
  Math.min(size > 1500 ? 1000 : Math.min(512, Math.floor((2 * size) / 3)), Math.floor(images / 2));

/**
 * Fits the residual outside the principal directions to labelled images. The classifier is the least-squares map from
 * features to logits with the smallest norm: the model's own if labelled images span the feature space, and the part
 * that they determine otherwise. Goes through the outputs two or three times. Throws `ood-fit-few` for fewer than two
 * images and `ood-fit-flat` for features that do not vary or are not numbers.
 */
export function fitVirtual(
  outputs: OutputRows,
  _labels?: ArrayLike<number>,
  matrices: Matrices = plainMatrices,
): VirtualModel {
  const spread = spreadOf(outputs, matrices);
  const { size, mean } = spread;
  const origin = originOf(spread, matrices);
  const most = principalDimension(size, outputs.images);
  const directions =
    outputs.images < size
      ? directionsOfFew(outputs, origin, most, matrices)
      : directionsOfMany(
          spread,
          mean.map((value, i) => value - origin[i]),
          most,
          matrices,
        );
  return scaled(outputs, { size, origin, ...directions });
}

/** Minus the length of each feature vector's residual outside the principal directions, `[images]`. */
export function scoreResidual(
  { size, origin, principal, dimension }: Omit<VirtualModel, 'alpha' | 'centred'>,
  features: ArrayLike<number>,
): Float32Array {
  const lengths = new Float32Array(imagesIn(features, size));
  const [x, along] = [new Float64Array(size), new Float64Array(dimension)];
  for (let n = 0; n < lengths.length; n++) {
    along.fill(0);
    for (let i = 0, at = 0; i < size; i++) {
      x[i] = features[n * size + i] - origin[i];
      for (let k = 0; k < dimension; k++, at++) along[k] += x[i] * principal[at];
    }
    let square = 0;
    for (let i = 0, at = 0; i < size; i++) {
      let left = x[i];
      for (let k = 0; k < dimension; k++, at++) left -= along[k] * principal[at];
      square += left ** 2;
    }
    lengths[n] = -Math.sqrt(square);
  }
  return lengths;
}

/** Means and products of features and logits. Their size does not grow with the square of the number of classes. */
interface Spread {
  readonly images: number;
  readonly size: number;
  readonly classes: number;
  /** Of the features, `[size]`. */
  readonly mean: Float64Array;
  /** Of the logits, `[classes]`. */
  readonly meanLogits: Float64Array;
  /** Outer products of features minus their means, `[size, size]`, the lower triangle. */
  readonly scatter: Float64Array;
  /** Products of logits and features, both minus their means, `[classes, size]`. */
  readonly cross: Float64Array;
}

function spreadOf(outputs: OutputRows, matrices: Matrices): Spread {
  const { images } = outputs;
  if (images < 2) throw studioError('ood-fit-few', {});
  const { mean, meanLogits } = meansOf(outputs);
  const [size, classes] = [mean.length, meanLogits.length];
  const scatter = new Float64Array(size * size);
  const cross = new Float64Array(classes * size);
  for (const piece of outputs.pieces()) {
    // The products of logits with each other are not needed: of 20,000 classes they would be 3 GB.
    for (let first = 0; first < classes; first += size) {
      const some = Math.min(size, classes - first);
      const width = size + some;
      const rows = sideBySide(piece, size, first, some);
      for (let at = 0; at < rows.length; at++) {
        const column = at % width;
        rows[at] -= column < size ? mean[column] : meanLogits[first + column - size];
      }
      const part = matrices.scatter(rows, rows.length / width, width);
      for (let i = 0; first === 0 && i < size; i++)
        for (let j = 0; j <= i; j++) scatter[i * size + j] += part[i * width + j];
      for (let k = 0; k < some; k++)
        for (let j = 0; j < size; j++) cross[(first + k) * size + j] += part[(size + k) * width + j];
    }
  }
  const trace = traceOf(scatter, size);
  if (!(trace > 0) || !Number.isFinite(trace)) throw studioError('ood-fit-flat', {});
  return { images, size, classes, mean, meanLogits, scatter, cross };
}

function meansOf(outputs: OutputRows): { mean: Float64Array; meanLogits: Float64Array } {
  let [mean, meanLogits] = [new Float64Array(0), new Float64Array(0)];
  const add = (means: Float64Array, rows: Float32Array) => {
    for (let at = 0; at < rows.length; at++) means[at % means.length] += rows[at] / outputs.images;
  };
  for (const { features, logits, classes } of outputs.pieces()) {
    if (meanLogits.length === 0) {
      mean = new Float64Array((features.length * classes) / logits.length);
      meanLogits = new Float64Array(classes);
    }
    add(mean, features);
    add(meanLogits, logits);
  }
  return { mean, meanLogits };
}

/** The features and `some` logits of each image in one row, from logit `first` on. */
function sideBySide(
  { features, logits, classes }: { features: Float32Array; logits: Float32Array; classes: number },
  size: number,
  first: number,
  some: number,
): Float64Array {
  const width = size + some;
  const images = logits.length / classes;
  const rows = new Float64Array(images * width);
  for (let n = 0; n < images; n++) {
    rows.set(features.subarray(n * size, (n + 1) * size), n * width);
    rows.set(logits.subarray(n * classes + first, n * classes + first + some), n * width + size);
  }
  return rows;
}

/** The sum of the diagonal of a matrix `[size, size]`. */
function traceOf(matrix: Float64Array, size: number): number {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += matrix[i * size + i];
  return trace;
}

/** -W^+ b of the classifier, `[size]`. */
function originOf(spread: Spread, matrices: Matrices): Float64Array {
  const { size, classes, mean, meanLogits } = spread;
  const weights = weightsOf(spread, matrices);
  const bias = meanLogits.map((value, k) => {
    let sum = value;
    for (let i = 0; i < size; i++) sum -= mean[i] * weights[k * size + i];
    return sum;
  });
  return (classes > size ? originOfMany : originOfFew)(weights, bias, size, matrices);
}

/** By the products of classes with each other, of which there are no more than features. */
function originOfFew(
  weights: Float64Array,
  bias: Float64Array,
  size: number,
  matrices: Matrices,
): Float64Array {
  const classes = bias.length;
  const products = new Float64Array(classes * classes);
  for (let k = 0; k < classes; k++)
    for (let l = 0; l <= k; l++)
      for (let i = 0; i < size; i++)
        products[k * classes + l] += weights[k * size + i] * weights[l * size + i];
  const { values, vectors } = matrices.eigen(products, classes);
  const least = rounding * values[classes - 1];
  const origin = new Float64Array(size);
  for (let e = 0; e < classes; e++) {
    if (!(values[e] > least)) continue;
    let along = 0;
    for (let k = 0; k < classes; k++) along += vectors[k * classes + e] * bias[k];
    for (let k = 0; k < classes; k++) {
      const share = (vectors[k * classes + e] * along) / values[e];
      for (let i = 0; i < size; i++) origin[i] -= share * weights[k * size + i];
    }
  }
  return origin;
}

/** By the products of features with each other: the same point, without a matrix that grows with the square of the number of classes. */
function originOfMany(
  weights: Float64Array,
  bias: Float64Array,
  size: number,
  matrices: Matrices,
): Float64Array {
  const { values, vectors } = matrices.eigen(matrices.scatter(weights, bias.length, size), size);
  const least = rounding * values[size - 1];
  const towards = new Float64Array(size);
  for (let k = 0; k < bias.length; k++)
    for (let i = 0; i < size; i++) towards[i] += weights[k * size + i] * bias[k];
  const origin = new Float64Array(size);
  for (let e = 0; e < size; e++) {
    if (!(values[e] > least)) continue;
    let along = 0;
    for (let i = 0; i < size; i++) along += vectors[i * size + e] * towards[i];
    for (let i = 0; i < size; i++) origin[i] -= (vectors[i * size + e] * along) / values[e];
  }
  return origin;
}

/** The classifier's weights, `[classes, size]`, estimated from features and logits of labelled images. */
function weightsOf({ size, classes, scatter, cross }: Spread, matrices: Matrices): Float64Array {
  const factor = ridged(scatter.slice(), size, matrices);
  const inverse = matrices.invertLower(factor, size);
  const weights = new Float64Array(classes * size);
  for (let k = 0; k < classes; k++) {
    const row = cross.slice(k * size, (k + 1) * size);
    solveLower(factor, size, row);
    // Solves for the other triangle by the inverse, which is read in the order of its memory.
    for (let j = 0; j < size; j++)
      for (let i = 0; i <= j; i++) weights[k * size + i] += inverse[j * size + i] * row[j];
  }
  return weights;
}

function ridged(inner: Float64Array, size: number, matrices: Matrices): Float64Array {
  const step = (ridge * traceOf(inner, size)) / size;
  for (let more = step; ; more *= 10) {
    for (let i = 0; i < size; i++) inner[i * size + i] += more;
    const factor = matrices.cholesky(inner, size);
    if (factor) return factor;
    if (more > step / ridge) throw studioError('ood-fit-singular', {});
  }
}

type Directions = Pick<VirtualModel, 'principal' | 'dimension'>;

/** For at least as many images as features: eigenvectors of the outer products about the origin; `from` is the mean minus the origin. */
function directionsOfMany(
  { images, size, scatter }: Spread,
  from: Float64Array,
  most: number,
  matrices: Matrices,
): Directions {
  const about = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) about[i * size + j] = scatter[i * size + j] + images * from[i] * from[j];
  const { values, vectors } = matrices.eigen(about, size);
  const dimension = Math.max(0, Math.min(most, rankOf(values) - 1));
  const principal = new Float64Array(size * dimension);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < dimension; k++) principal[i * dimension + k] = vectors[i * size + size - 1 - k];
  return { principal, dimension };
}

/** For fewer images than features: the same directions from the products of images with each other, which are fewer. */
function directionsOfFew(
  outputs: OutputRows,
  origin: Float64Array,
  most: number,
  matrices: Matrices,
): Directions {
  const { images } = outputs;
  const size = origin.length;
  // A column for each image, so that the outer products of rows are those of images.
  const columns = new Float64Array(size * images);
  let n = 0;
  for (const { features } of outputs.pieces())
    for (let at = 0; at < features.length; at += size, n++)
      for (let i = 0; i < size; i++) columns[i * images + n] = features[at + i] - origin[i];
  const { values, vectors } = matrices.eigen(matrices.scatter(columns, size, images), images);
  const dimension = Math.max(0, Math.min(most, rankOf(values) - 1));
  const principal = new Float64Array(size * dimension);
  for (let k = 0; k < dimension; k++) {
    const e = images - 1 - k;
    const length = Math.sqrt(values[e]);
    for (let i = 0; i < size; i++) {
      let sum = 0;
      for (let m = 0; m < images; m++) sum += columns[i * images + m] * vectors[m * images + e];
      principal[i * dimension + k] = sum / length;
    }
  }
  return { principal, dimension };
}

/** How many of ascending eigenvalues are more than rounding. */
const rankOf = (values: Float64Array): number =>
  values.filter((value) => value > rounding * values[values.length - 1]).length;

/** The scale of the virtual logit: the mean of the largest logits over the mean length of the residuals. */
function scaled(outputs: OutputRows, model: Omit<VirtualModel, 'alpha' | 'centred'>): VirtualModel {
  let [largest, aboveMean, lengths] = [0, 0, 0];
  for (const { features, logits, classes } of outputs.pieces()) {
    for (const value of scoreResidual(model, features)) lengths -= value;
    for (let at = 0; at < logits.length; at += classes) {
      const row = logits.subarray(at, at + classes);
      const most = Math.max(...row);
      largest += most;
      aboveMean += most - row.reduce((sum, value) => sum + value, 0) / classes;
    }
  }
  if (!(lengths > 0)) throw studioError('ood-fit-flat', {});
  const centred = !(largest > 0);
  return { ...model, alpha: (centred ? aboveMean : largest) / lengths, centred };
}

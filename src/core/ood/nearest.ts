import { studioError } from '../errors';
import { evenPlaces } from '../numbers/evenly';
import { imagesIn } from './feature-rows';
import type { OutputRows } from './score';

/** Feature vectors of labelled images to look for neighbours among, as plain typed arrays. */
export interface NearestModel {
  /** Length of a feature vector. */
  readonly size: number;
  /** Unit vectors, `[images, size]`. */
  readonly rows: Float32Array;
  /** Which neighbour's distance is the score: 1 is the nearest. */
  readonly k: number;
}

/** The most labelled images that an image is compared with: at 1,280 features they take 10 MB. */
const mostRows = 2048;
/** Sun et al. take the 50th neighbour of the 5,000 images that each class of CIFAR-10 has. */
const mostNeighbours = 50;
/**
 * The number of the neighbour as a share of the images of an average class, so that with few labels it is not an image of another class.
 */
const shareOfClass = 0.1;

/**
 * Keeps the feature vectors of labelled images, scaled to unit length; if there are more than 2,048, that many in even steps. Throws
 * `ood-fit-few` for fewer than two images and `ood-fit-flat` for features that are all zero or not numbers.
 */
export function fitNearest(outputs: OutputRows, labels: ArrayLike<number>): NearestModel {
  const { images } = outputs;
  if (images < 2) throw studioError('ood-fit-few', {});
  const places = evenPlaces(images, mostRows);
  let [rows, size, taken, before] = [new Float32Array(0), 0, 0, 0];
  for (const { features, logits, classes } of outputs.pieces()) {
    const count = logits.length / classes;
    size = features.length / count;
    if (rows.length === 0) rows = new Float32Array(places.length * size);
    for (; taken < places.length && places[taken] < before + count; taken++) {
      const from = (places[taken] - before) * size;
      rows.set(unit(features.subarray(from, from + size)), taken * size);
    }
    before += count;
  }
  if (!rows.every(Number.isFinite) || rows.every((value) => value === 0))
    throw studioError('ood-fit-flat', {});
  const perClass = places.length / new Set(Array.from(labels)).size;
  const k = Math.min(mostNeighbours, Math.max(1, Math.round(shareOfClass * perClass)), places.length);
  return { size, rows, k };
}

/**
 * Minus the distance of unit vectors to the k-th nearest labelled image, `[images]`, from -2 to 0; NaN for features that are not numbers.
 */
export function scoreNearest({ size, rows, k }: NearestModel, features: Float32Array): Float32Array {
  const scores = new Float32Array(imagesIn(features, size));
  const squares = new Float64Array(rows.length / size);
  for (let n = 0; n < scores.length; n++) {
    const x = unit(features.subarray(n * size, (n + 1) * size));
    for (let at = 0; at < squares.length; at++) {
      let square = 0;
      for (let i = 0, from = at * size; i < size; i++) square += (x[i] - rows[from + i]) ** 2;
      squares[at] = square;
    }
    squares.sort();
    scores[n] = -Math.sqrt(squares[k - 1]);
  }
  return scores;
}

/** A vector at length 1; zeros stay zeros. */
function unit(vector: Float32Array): Float32Array {
  let square = 0;
  for (const value of vector) square += value ** 2;
  return square === 0 ? vector : vector.map((value) => value / Math.sqrt(square));
}

import { lookWidth } from './look';

/** A local constant, which inner loops read faster than an imported one. */
const width = lookWidth;

/** Looks of many images, `[rows, 64]`. */
export type Looks = Int8Array;

/** The cosine of the angle between a look and a direction of length 1; 0 for a look of zeros. */
export function cosine(looks: Looks, row: number, direction: Float32Array): number {
  let [product, square] = [0, 0];
  for (let j = 0, at = row * width; j < width; j++, at++) {
    const number = looks[at];
    product += number * direction[j];
    square += number * number;
  }
  return square > 0 ? product / Math.sqrt(square) : 0;
}

/** Writes a look, scaled to length 1, into `out`; a look of zeros stays zero. */
export function unitInto(out: Float32Array, looks: Looks, row: number): void {
  let square = 0;
  for (let j = 0, at = row * width; j < width; j++, at++) square += looks[at] ** 2;
  const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
  for (let j = 0, at = row * width; j < width; j++, at++) out[j] = looks[at] * scale;
}

/** The mean direction of some looks, all with the same weight, of length 1. */
export function directionOf(looks: Looks, rows: Iterable<number>): Float32Array {
  const [sum, unit] = [new Float32Array(width), new Float32Array(width)];
  for (const row of rows) {
    unitInto(unit, looks, row);
    for (let j = 0; j < width; j++) sum[j] += unit[j];
  }
  return normalise(sum);
}

/** Scales a vector to length 1 in place; a vector of zeros stays zero. */
export function normalise(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  if (length > 0) for (let j = 0; j < vector.length; j++) vector[j] /= length;
  return vector;
}

const steps = 1 << 15;

/**
 * Places in the order of their likeness, the largest first; equal ones keep their order. Cosines that differ by less than 1/32,768 may
 * count as equal, so that a million of them can be sorted by counting, in a hundredth of a second.
 */
export function likestFirst(cosines: Float32Array): Int32Array {
  const starts = new Int32Array(2 * steps + 2);
  const stepOf = (at: number) => steps - Math.round(Math.max(-1, Math.min(1, cosines[at])) * steps);
  for (let at = 0; at < cosines.length; at++) starts[stepOf(at) + 1]++;
  for (let step = 1; step < starts.length; step++) starts[step] += starts[step - 1];
  const order = new Int32Array(cosines.length);
  for (let at = 0; at < cosines.length; at++) order[starts[stepOf(at)]++] = at;
  return order;
}

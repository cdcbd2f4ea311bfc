import { encodeFloat16 } from '../core/numbers/float16';

/**
 * Up to so many classes a labelling keeps whole distributions: 2 KiB an image. Of more classes it keeps the largest shares and their
 * classes, which then take no more than that; what a student learns of the rest is below what float16 can tell apart.
 */
export const mostDense = 1024;
export const mostKept = mostDense / 2;

/** The `kept` largest of each row of `[rows, classes]`, largest first (the first of equals), and the classes that they are of. */
export function largestOf(
  probabilities: Float32Array,
  classes: number,
  kept: number,
): { values: Float32Array; classes: Uint16Array } {
  const rows = probabilities.length / classes;
  const values = new Float32Array(rows * kept);
  const places = new Uint16Array(rows * kept);
  // The bits of a float that is not negative are in its order. With the class behind them a share is one whole number, and numbers alone are
  // sorted many times as fast as by a function that compares them.
  const bits = new Uint32Array(probabilities.buffer, probabilities.byteOffset, probabilities.length);
  const keys = new Float64Array(classes);
  for (let row = 0; row < rows; row++) {
    const from = row * classes;
    for (let c = 0; c < classes; c++) keys[c] = bits[from + c] * behind + (lastClass - c);
    keys.sort();
    for (let i = 0; i < kept; i++) {
      const place = lastClass - (keys[classes - 1 - i] % behind);
      places[row * kept + i] = place;
      values[row * kept + i] = probabilities[from + place];
    }
  }
  return { values, classes: places };
}

/** Room for a class behind the bits of its share. */
const behind = 2 ** 16;
const lastClass = behind - 1;

/** A row of `largestOf` as a distribution over all classes: what is left of 1 is spread evenly over the others. */
export function denseRow(values: Float32Array, places: Uint16Array, classes: number): Float32Array {
  let rest = 1;
  for (const value of values) rest -= value;
  const row = new Float32Array(classes).fill(Math.max(0, rest) / (classes - values.length));
  for (let i = 0; i < values.length; i++) row[places[i]] = values[i];
  return row;
}

/** Distributions as a labelling keeps them, in memory: whole ones of few classes, the largest shares of many. */
export class SoftColumns {
  readonly kept: number;
  /** float16 `[rows, kept]` */
  readonly values: Uint16Array;
  /** The classes of `values`, null where all are kept. */
  readonly places: Uint16Array | null;

  constructor(
    rows: number,
    readonly classes: number,
  ) {
    this.kept = classes > mostDense ? mostKept : classes;
    this.values = new Uint16Array(rows * this.kept);
    this.places = this.kept < classes ? new Uint16Array(rows * this.kept) : null;
  }

  /** Puts distributions `[rows, classes]` from a row on. */
  set(row: number, probabilities: Float32Array): void {
    const { classes, kept, places } = this;
    const largest = places && largestOf(probabilities, classes, kept);
    this.values.set(encodeFloat16(largest ? largest.values : probabilities), row * kept);
    if (largest) places?.set(largest.classes, row * kept);
  }
}

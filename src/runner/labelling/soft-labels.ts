import { encodeFloat16 } from '../../core/numbers/float16';
import { keptOf } from '../../core/vocabulary/soft-storage';

/**
 * The `kept` largest values of each row of `[rows, classes]`, largest first (of equal ones the first), with
 * their classes.
 */
export function largestOf(
  probabilities: Float32Array,
  classes: number,
  kept: number,
): { values: Float32Array; classes: Uint16Array } {
  const rows = probabilities.length / classes;
  const values = new Float32Array(rows * kept);
  const places = new Uint16Array(rows * kept);
  // The bits of a non-negative float sort like its value. With the class appended, a share is one integer,
  // and sorting numbers is many times as fast as sorting
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

/** Shifts the bits of a share to make room for the class. */
const behind = 2 ** 16;
const lastClass = behind - 1;

/**
 * A row of `largestOf` as a distribution over all classes: the rest to a sum of 1 is spread evenly over the
 * other classes.
 */
export function denseRow(values: Float32Array, places: Uint16Array, classes: number): Float32Array {
  let rest = 1;
  for (const value of values) rest -= value;
  const row = new Float32Array(classes).fill(Math.max(0, rest) / (classes - values.length));
  for (let i = 0; i < values.length; i++) row[places[i]] = values[i];
  return row;
}

/**
 * Distributions in memory in the format of a labelling: whole ones for few classes, the largest shares for
 * many.
 */
export class SoftColumns {
  readonly kept: number;
  /** float16 `[rows, kept]` */
  readonly values: Uint16Array;
  /** The classes of `values`, null if all classes are stored. */
  readonly places: Uint16Array | null;

  constructor(
    rows: number,
    readonly classes: number,
  ) {
    this.kept = keptOf(classes);
    this.values = new Uint16Array(rows * this.kept);
    this.places = this.kept < classes ? new Uint16Array(rows * this.kept) : null;
  }

  /** Stores distributions `[rows, classes]` from row `row` on. */
  set(row: number, probabilities: Float32Array): void {
    const { classes, kept, places } = this;
    const largest = places && largestOf(probabilities, classes, kept);
    this.values.set(encodeFloat16(largest ? largest.values : probabilities), row * kept);
    if (largest) places?.set(largest.classes, row * kept);
  }
}

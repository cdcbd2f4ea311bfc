/**
 * Rows reduced to a few numbers each, whose distances are nearly those of the rows: the coordinates along some orthogonal directions, and
 * last the length of what these leave out.
 */
export interface Sketch {
  /** Numbers a row. */
  readonly width: number;
  /** `[rows, width]`, in a unit of its own. */
  readonly values: Int16Array;
}

/** The largest number of a sketch. */
export const sketchLimit = 32_767;

/**
 * The approximate squared distance of every row from one of them, `[rows]`, up to a constant; the row itself comes before any other. The
 * parts that the directions leave out of two rows are taken to be orthogonal, as they nearly are if there are many directions.
 */
export function sketchedDistances({ width, values }: Sketch, row: number): Float32Array {
  const from = Float64Array.from(values.subarray(row * width, (row + 1) * width));
  from[width - 1] = 0;
  const distances = new Float32Array(values.length / width);
  for (let i = 0, place = 0; i < distances.length; i++) {
    let sum = 0;
    for (let j = 0; j < width; j++, place++) {
      const apart = values[place] - from[j];
      sum += apart * apart;
    }
    distances[i] = sum;
  }
  distances[row] = -1;
  return distances;
}

/**
 * `order` with its first rows sorted by `exact`, their true distances, smallest first; equal ones keep their order. The rows after them
 * keep their places.
 */
export function reordered(order: Int32Array, exact: Float32Array): Int32Array {
  const places = Array.from(exact.keys()).sort((a, b) => exact[a] - exact[b] || a - b);
  const better = order.slice();
  for (const [at, place] of places.entries()) better[at] = order[place];
  return better;
}

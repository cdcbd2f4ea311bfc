/**
 * An orthonormal basis `[rank, width]` of the space of some rows, by Gram and Schmidt's method done twice (which keeps it orthogonal to the
 * last bits). A penalised linear fit lies in this space: for few rows of many numbers, the same fit needs only as many numbers as there are
 * rows.
 */
export function basisOf(
  values: Float64Array,
  count: number,
  width: number,
): { basis: Float64Array; rank: number } {
  const basis = new Float64Array(Math.min(count, width) * width);
  let rank = 0;
  for (let row = 0; row < count && rank < width; row++) {
    const vector = values.slice(row * width, (row + 1) * width);
    const before = lengthOf(vector);
    for (let pass = 0; pass < 2; pass++)
      for (let i = 0; i < rank; i++) {
        const along = dotAt(basis, i * width, vector);
        for (let j = 0; j < width; j++) vector[j] -= along * basis[i * width + j];
      }
    const left = lengthOf(vector);
    // A row that depends linearly on the others leaves only rounding errors.
    if (left <= 1e-9 * before) continue;
    for (let j = 0; j < width; j++) basis[rank * width + j] = vector[j] / left;
    rank++;
  }
  return { basis: basis.subarray(0, rank * width), rank };
}

/** Rows in the coordinates of a basis: `[count, rank]`. */
export function inBasis(
  values: Float64Array,
  count: number,
  width: number,
  basis: Float64Array,
  rank: number,
): Float64Array {
  const out = new Float64Array(count * rank);
  for (let row = 0; row < count; row++) {
    const vector = values.subarray(row * width, (row + 1) * width);
    for (let i = 0; i < rank; i++) out[row * rank + i] = dotAt(basis, i * width, vector);
  }
  return out;
}

function dotAt(basis: Float64Array, from: number, vector: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < vector.length; j++) sum += basis[from + j] * vector[j];
  return sum;
}

function lengthOf(vector: Float64Array): number {
  return Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
}

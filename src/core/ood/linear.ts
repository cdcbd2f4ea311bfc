/** The matrix work of a fit, row-major float64; an engine does it many times as fast as `plainMatrices`. */
export interface Matrices {
  /** Sum over rows of the outer product of `rows` `[count, size]`, at least the lower triangle of it: `X^T X`, `[size, size]`. */
  scatter(rows: Float64Array, count: number, size: number): Float64Array;
  /**
   * Lower Cholesky factor L of a symmetric positive definite matrix, `L L^T = matrix`, both `[size, size]`; undefined when the matrix is
   * not positive definite. Reads the lower triangle only.
   */
  cholesky(matrix: Float64Array, size: number): Float64Array | undefined;
  /** The inverse of lower-triangular L `[size, size]`, lower-triangular itself. */
  invertLower(factor: Float64Array, size: number): Float64Array;
}

/** In JavaScript, where no engine runs. */
export const plainMatrices: Matrices = { scatter, cholesky, invertLower };

function cholesky(matrix: Float64Array, size: number): Float64Array | undefined {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j];
      for (let k = 0; k < j; k++) sum -= factor[i * size + k] * factor[j * size + k];
      if (i === j) {
        if (!(sum > 0)) return undefined;
        factor[i * size + i] = Math.sqrt(sum);
      } else factor[i * size + j] = sum / factor[j * size + j];
    }
  }
  return factor;
}

/** Solves `L y = x` in place for lower-triangular L `[size, size]`: afterwards `x` holds y. */
export function solveLower(factor: ArrayLike<number>, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = x[i];
    const row = i * size;
    for (let k = 0; k < i; k++) sum -= factor[row + k] * x[k];
    x[i] = sum / factor[row + i];
  }
}

function scatter(rows: Float64Array, count: number, size: number): Float64Array {
  const sum = new Float64Array(size * size);
  for (let n = 0; n < count; n++) {
    const row = rows.subarray(n * size, (n + 1) * size);
    for (let i = 0; i < size; i++) {
      const value = row[i];
      if (value === 0) continue;
      const at = i * size;
      for (let j = 0; j <= i; j++) sum[at + j] += value * row[j];
    }
  }
  return sum;
}

function invertLower(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const row = inverse.subarray(i * size, i * size + i + 1);
    // Row by row, so that both matrices are read in the order of their memory.
    for (let k = 0; k < i; k++) {
      const value = factor[i * size + k];
      if (value === 0) continue;
      const above = k * size;
      for (let j = 0; j <= k; j++) row[j] -= value * inverse[above + j];
    }
    row[i] = 1;
    const pivot = factor[i * size + i];
    for (let j = 0; j <= i; j++) row[j] /= pivot;
  }
  return inverse;
}

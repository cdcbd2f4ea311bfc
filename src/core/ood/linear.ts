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
  /** The eigenvalues, ascending, and eigenvectors of a symmetric matrix `[size, size]`, of which the lower triangle is read. */
  eigen(matrix: Float64Array, size: number): Eigen;
}

export interface Eigen {
  /** `[size]` */
  readonly values: Float64Array;
  /** A column each, `[size, size]`. */
  readonly vectors: Float64Array;
}

/** The matrix work in JavaScript, for when no engine runs. */
export const plainMatrices: Matrices = { scatter, cholesky, invertLower, eigen };

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

/** Squared entries outside the diagonal that sum up to less than this share of the whole matrix count as 0: rounding leaves as much. */
const nothing = 1e-30;

/** Jacobi's method, row by row: exact to rounding, but slow, so it is used only for small matrices. */
function eigen(matrix: Float64Array, size: number): Eigen {
  const a = new Float64Array(size * size);
  const v = new Float64Array(size * size);
  let whole = 0;
  for (let i = 0; i < size; i++) {
    v[i * size + i] = 1;
    for (let j = 0; j < size; j++) {
      a[i * size + j] = i >= j ? matrix[i * size + j] : matrix[j * size + i];
      whole += a[i * size + j] ** 2;
    }
  }
  for (let sweep = 0; sweep < 100 && besideDiagonal(a, size) > nothing * whole; sweep++)
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  const order = Array.from({ length: size }, (_, i) => i).sort((x, y) => a[x * size + x] - a[y * size + y]);
  const vectors = new Float64Array(size * size);
  for (const [to, from] of order.entries())
    for (let i = 0; i < size; i++) vectors[i * size + to] = v[i * size + from];
  return { values: Float64Array.from(order, (i) => a[i * size + i]), vectors };
}

function besideDiagonal(a: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) for (let j = 0; j < i; j++) sum += 2 * a[i * size + j] ** 2;
  return sum;
}

/** Rotates the plane of `p` and `q` so that their entry becomes 0, and the eigenvectors with it. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = a[p * size + q];
  if (off === 0) return;
  const theta = (a[q * size + q] - a[p * size + p]) / (2 * off);
  const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  const turn = (values: Float64Array, x: number, y: number) => {
    const [first, second] = [values[x], values[y]];
    values[x] = c * first - s * second;
    values[y] = s * first + c * second;
  };
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q);
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k);
  for (let k = 0; k < size; k++) turn(v, k * size + p, k * size + q);
}

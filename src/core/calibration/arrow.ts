/**
 * A symmetric positive definite matrix that is diagonal except for a few last rows and columns, like the curvature of a model with a few
 * shared parameters and one for each of many groups. `diagonal` `[groups]`, `border` `[shared, groups]`, `corner` `[shared, shared]`.
 */
export interface Arrow {
  readonly diagonal: Float64Array;
  readonly border: readonly Float64Array[];
  readonly corner: readonly Float64Array[];
}

/** The lower Cholesky factor. It keeps the shape of the arrow, so the number of steps grows only in proportion to the number of groups. */
export function factorArrow({ diagonal, border, corner }: Arrow): Arrow {
  const roots = diagonal.map(Math.sqrt);
  const rows = border.map((row) => row.map((value, g) => value / roots[g]));
  const shared = rows.length;
  const factor = corner.map((row) => Float64Array.from(row));
  for (let i = 0; i < shared; i++)
    for (let j = 0; j <= i; j++) {
      let sum = corner[i][j];
      for (let g = 0; g < roots.length; g++) sum -= rows[i][g] * rows[j][g];
      for (let k = 0; k < j; k++) sum -= factor[i][k] * factor[j][k];
      factor[i][j] = i === j ? Math.sqrt(sum) : sum / factor[j][j];
    }
  return { diagonal: roots, border: rows, corner: factor };
}

/** Solves `L x = b` for a factor L, in place: groups first, then the shared ones. */
export function solveForward(
  { diagonal, border, corner }: Arrow,
  groups: Float64Array,
  shared: Float64Array,
): void {
  for (let g = 0; g < groups.length; g++) groups[g] /= diagonal[g];
  for (let i = 0; i < shared.length; i++) {
    let sum = shared[i];
    for (let g = 0; g < groups.length; g++) sum -= border[i][g] * groups[g];
    for (let k = 0; k < i; k++) sum -= corner[i][k] * shared[k];
    shared[i] = sum / corner[i][i];
  }
}

/** Solves `L^T x = b`, in place. */
export function solveBackward(
  { diagonal, border, corner }: Arrow,
  groups: Float64Array,
  shared: Float64Array,
): void {
  for (let i = shared.length - 1; i >= 0; i--) {
    let sum = shared[i];
    for (let k = i + 1; k < shared.length; k++) sum -= corner[k][i] * shared[k];
    shared[i] = sum / corner[i][i];
  }
  for (let g = 0; g < groups.length; g++) {
    let sum = groups[g];
    for (let i = 0; i < shared.length; i++) sum -= border[i][g] * shared[i];
    groups[g] = sum / diagonal[g];
  }
}

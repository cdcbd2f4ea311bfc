/** Calls `reduce` with each row of `[rows, classes]`, its largest entry and the sum of exp(entry - largest). */
export function overRows(
  logits: Float32Array,
  classes: number,
  reduce: (row: Float32Array, largest: number, sum: number) => number,
): Float32Array {
  const out = new Float32Array(logits.length / classes);
  for (let i = 0; i < out.length; i++) {
    const row = logits.subarray(i * classes, (i + 1) * classes);
    let largest = Number.NEGATIVE_INFINITY;
    for (const value of row) if (!(value <= largest)) largest = value;
    let sum = 0;
    for (const value of row) sum += Math.exp(value - largest);
    out[i] = reduce(row, largest, sum);
  }
  return out;
}

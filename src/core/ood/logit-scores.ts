/** Calls `reduce` with each row of `[rows, classes]`, its largest entry and the sum of exp(entry - largest). */
function overRows(
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

/** Negative free energy log(sum(exp(logits))) (Liu et al. 2020, T = 1) of `[images, classes]`: higher = more in-domain. */
export function energyScore(logits: Float32Array, classes: number): Float32Array {
  return overRows(logits, classes, (_, largest, sum) => largest + Math.log(sum));
}

/** Largest softmax probability (Hendrycks and Gimpel 2017): higher = more in-domain. */
export function maxProbabilityScore(logits: Float32Array, classes: number): Float32Array {
  return overRows(logits, classes, (_row, _largest, sum) => 1 / sum);
}

/** Minus the entropy of the softmax in nats, so that higher = more in-domain; 0 for a certain image. */
export function entropyScore(logits: Float32Array, classes: number): Float32Array {
  return overRows(logits, classes, (row, largest, sum) => {
    const logSum = largest + Math.log(sum);
    let negative = 0;
    for (const value of row) {
      const p = Math.exp(value - logSum);
      if (p !== 0) negative += p * (value - logSum);
    }
    return negative;
  });
}

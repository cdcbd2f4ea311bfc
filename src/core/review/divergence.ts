/**
 * The Jensen-Shannon divergence in bits of each row of two tables of distributions, `[rows, classes]` each: 0 if they are the same, 1 if
 * they have nothing in common; unlike a difference of confidences it depends on the whole distribution (Lin 1991). Rows that do not quite
 * sum to 1, like stored ones, are normalised.
 */
export function divergence(one: Float32Array, other: Float32Array, classes: number): Float32Array {
  const out = new Float32Array(one.length / classes);
  for (let row = 0; row < out.length; row++) {
    const from = row * classes;
    let [sumOne, sumOther] = [0, 0];
    for (let at = from; at < from + classes; at++) {
      sumOne += one[at];
      sumOther += other[at];
    }
    let bits = 0;
    for (let at = from; at < from + classes; at++) {
      const [p, q] = [one[at] / sumOne, other[at] / sumOther];
      const middle = (p + q) / 2;
      if (p > 0) bits += p * Math.log2(p / middle);
      if (q > 0) bits += q * Math.log2(q / middle);
    }
    out[row] = Math.min(1, Math.max(0, bits / 2));
  }
  return out;
}

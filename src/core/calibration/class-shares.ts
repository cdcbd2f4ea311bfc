/**
 * Estimates the shares of the classes in a pool by expectation maximisation (Saerens, Latinne and Decaestecker 2002,
 * "Adjusting the Outputs of a Classifier to New a Priori Probabilities"). The model's probabilities are right if
 * classes are as frequent as among its labelled images (`before`); they are reweighted until their mean over the pool
 * equals the shares used as weights. `held` images with the shares `before` are added to the pool, so that few or
 * vague images do not make a class vanish; at most as many as the pool has, so that the pool still counts.
 */
export function poolShares(
  probabilities: Float32Array,
  before: Float64Array,
  held: number,
  steps = 100,
): Float64Array {
  const classes = before.length;
  const images = probabilities.length / classes;
  const added = Math.min(held, images);
  let shares = Float64Array.from(before);
  if (images === 0) return shares;
  const weighed = new Float64Array(classes);
  for (let step = 0; step < steps; step++) {
    const sums = before.map((share) => share * added);
    const ratios = shares.map((share, c) => (before[c] > 0 ? share / before[c] : 0));
    for (let from = 0; from < probabilities.length; from += classes) {
      let sum = 0;
      for (let c = 0; c < classes; c++) {
        weighed[c] = probabilities[from + c] * ratios[c];
        sum += weighed[c];
      }
      if (!(sum > 0)) continue;
      const share = 1 / sum;
      for (let c = 0; c < classes; c++) sums[c] += weighed[c] * share;
    }
    const total = sums.reduce((a, b) => a + b, 0);
    const next = sums.map((each) => each / total);
    const change = next.reduce((most, share, c) => Math.max(most, Math.abs(share - shares[c])), 0);
    shares = next;
    if (change < 1e-5) break;
  }
  return shares;
}

/** Half of the smallest positive float16: the value used for a probability that was stored as 0. */
export const leastProbability = 2 ** -25;

/**
 * The most probabilities used by a mean or a fit: more would change it by less than its uncertainty, and take
 * longer.
 */
const mostNumbers = 2e6;

/**
 * Positions of images in even steps whose distributions over this many classes represent all images; all positions if
 * there are few images.
 */
export function evenSteps(images: number, classes: number): Int32Array {
  const count = Math.min(images, Math.max(1, Math.floor(mostNumbers / classes)));
  return Int32Array.from({ length: count }, (_, i) => Math.floor((i * images) / count));
}

/**
 * Distributions `[images, classes]` at a temperature: p^(1/T) / sum. A probability that float16 rounded to 0 stays
 * above 0.
 */
export function tempered(probabilities: Float32Array, classes: number, temperature: number): Float32Array {
  // A power takes ten times as long as the two functions that it is made of.
  const logs = logsAt(probabilities, temperature);
  const out = new Float32Array(logs.length);
  for (let from = 0; from < out.length; from += classes) {
    let sum = 0;
    for (let i = from; i < from + classes; i++) {
      out[i] = Math.exp(logs[i]);
      sum += out[i];
    }
    for (let c = 0; c < classes; c++) out[from + c] /= sum;
  }
  return out;
}

/** Logarithms of probabilities at a temperature, log p / T: distributions that are not divided by their sums. */
export function logsAt(probabilities: Float32Array, temperature: number): Float64Array {
  const logs = new Float64Array(probabilities.length);
  for (let i = 0; i < logs.length; i++)
    logs[i] = Math.log(Math.max(probabilities[i], leastProbability)) / temperature;
  return logs;
}

/**
 * Log odds of a class against all others, for each row of `logsAt` `[images, classes]` and the class `of` it. `ratio`
 * is how much more frequent each class is in the pool than among the labelled images, `[classes]`; null for no
 * correction. They are computed from the probabilities of the other classes, because for a very confident network
 * these differ by more than float16 can express for a probability near 1.
 */
export function logOdds(
  logs: Float64Array,
  classes: number,
  of: ArrayLike<number>,
  ratio: Float64Array | null,
): Float32Array {
  const odds = new Float32Array(of.length);
  for (let i = 0; i < odds.length; i++) {
    const from = i * classes;
    const own = logs[from + of[i]];
    let others = 0;
    for (let c = 0; c < classes; c++)
      if (c !== of[i]) others += Math.exp(logs[from + c] - own) * (ratio ? ratio[c] : 1);
    odds[i] = -Math.log(Math.max(ratio ? others / ratio[of[i]] : others, Number.MIN_VALUE));
  }
  return odds;
}

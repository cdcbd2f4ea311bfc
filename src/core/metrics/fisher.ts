/** Logarithms of 0! to `most`!, `[most + 1]`. */
export function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  for (let n = 2; n <= most; n++) logs[n] = logs[n - 1] + Math.log(n);
  return logs;
}

interface Counted {
  readonly right: number;
  readonly images: number;
}

/**
 * How likely a part drawn at random from all images is at least as far from the rest as this part: Fisher's exact test (1922), two-sided as
 * twice the smaller tail. `logs` reach at least the number of all images.
 */
export function fisher(part: Counted, whole: Counted, logs: Float64Array): number {
  const wrong = whole.images - whole.right;
  const choose = (n: number, k: number) => logs[n] - logs[k] - logs[n - k];
  const chance = (right: number) =>
    Math.exp(
      choose(whole.right, right) + choose(wrong, part.images - right) - choose(whole.images, part.images),
    );
  const [least, most] = [Math.max(0, part.images - wrong), Math.min(part.images, whole.right)];
  const tail = (step: 1 | -1) => {
    let sum = 0;
    for (let right = part.right; right >= least && right <= most; right += step) {
      const term = chance(right);
      sum += term;
      // Beyond the likeliest count, terms fall at least as fast as a geometric series.
      if (term < sum * 1e-15) break;
    }
    return sum;
  };
  return Math.min(1, 2 * Math.min(tail(1), tail(-1)));
}

/** P-values, in their order, corrected for their number: the chance of any false positive stays below a level (Holm 1979). */
export function holm(values: readonly number[]): number[] {
  const order = values.map((_, at) => at).sort((a, b) => values[a] - values[b]);
  const corrected: number[] = [];
  let largest = 0;
  for (const [rank, at] of order.entries()) {
    largest = Math.max(largest, Math.min(1, values[at] * (values.length - rank)));
    corrected[at] = largest;
  }
  return corrected;
}

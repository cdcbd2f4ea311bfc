import type { Random } from './random';

/** A number of the Beta distribution whose two parameters are both `alpha` > 0. */
export const beta = (alpha: number, random: Random): number => drawBeta(alpha, alpha, random);

/** A number of the Beta distribution, `first` and `second` > 0: two Gamma numbers, the first's share of their sum. */
export function drawBeta(first: number, second: number, random: Random): number {
  const [a, b] = [logGamma(first, random), logGamma(second, random)];
  // Computed from logarithms: with small parameters both numbers may be too small to be represented.
  return 1 / (1 + Math.exp(b - a));
}

/** The logarithm of a Gamma(alpha, 1) number: Marsaglia and Tsang 2000, "A simple method for generating gamma variables". */
function logGamma(alpha: number, random: Random): number {
  if (alpha < 1) return logGamma(alpha + 1, random) + Math.log(1 - random.next()) / alpha;
  const d = alpha - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = random.normal();
    const v = (1 + c * x) ** 3;
    if (v <= 0) continue;
    if (Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return Math.log(d * v);
  }
}

/**
 * The share of a weight at `step`, counted from 0, that rises over the first `share` of `steps`: exp(-5 (1 - t)^2) (Laine and Aila 2017),
 * 1 afterwards.
 */
export function rampUp(share: number, step: number, steps: number): number {
  const length = share * steps;
  if (step >= length) return 1;
  return Math.exp(-5 * (1 - step / length) ** 2);
}

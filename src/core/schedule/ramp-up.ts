/** The share of a weight at `step`, counted from 0, that rises over the first `share` of `steps` and is 1 afterwards. */
export type RampUp = (share: number, step: number, steps: number) => number;

/** exp(-5 (1 - t)^2) (Laine and Aila 2017). */
export const rampUp: RampUp = (share, step, steps) => {
  const length = share * steps;
  if (step >= length) return 1;
  return Math.exp(-5 * (1 - step / length) ** 2);
};

/** 0 in the first sixth, then rises linearly (Lee 2013, equation 16: from epoch 100 to epoch 600). */
export const rampUpOfLee: RampUp = (share, step, steps) => {
  const length = share * steps;
  if (step >= length) return 1;
  return Math.max(0, (6 * step) / length - 1) / 5;
};

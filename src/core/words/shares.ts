/** Decimals that a number may get beyond those asked for, so that it does not say something false. */
const mostMore = 4;
/** What floating point leaves of a whole. */
const dust = 1e-9;

/**
 * `value` with `digits` decimals, or with as many more as it takes: rounding never says 0 of what is not 0, nor `whole` of what is not
 * whole. What is closer than that to either stays on its side of it.
 */
function apart(value: number, digits: number, whole: number): string {
  const isEnd = (of: number) => Math.abs(of) < dust || Math.abs(of - whole) < dust;
  if (isEnd(value)) return value.toFixed(digits);
  for (let decimals = digits; decimals <= digits + mostMore; decimals++) {
    const text = value.toFixed(decimals);
    if (!isEnd(Number(text))) return text;
  }
  const step = 10 ** -(digits + mostMore);
  const inside = value > whole / 2 ? whole - Math.sign(whole - value) * step : Math.sign(value) * step;
  return inside.toFixed(digits + mostMore);
}

/** A share as a number of hundredths without its sign: "86.4", and "99.96" where "100.0" would be said of 2,499 of 2,500. */
export const hundredths = (share: number, digits = 1): string => apart(100 * share, digits, 100);

/** A share as "86.4 %"; 100 % is said of all alone, 0 % of none alone. */
export const percentText = (share: number, digits = 1): string => `${hundredths(share, digits)} %`;

/** A number from 0 to 1 as "0.86"; 1 and 0 are said of nothing else. */
export const fractionText = (value: number, digits = 2): string => apart(value, digits, 1);

/** A threshold that a person set, with two decimals or all that it has: 0.9 is "0.90", 0.999 is "0.999". */
export function thresholdText(threshold: number): string {
  // What single precision, in which thresholds are compared, adds to 0.999 is none of its decimals.
  const meant = Number(threshold.toPrecision(6));
  const decimals = Array.from({ length: 9 }, (_, i) => i + 2);
  const enough = decimals.find((each) => Number(meant.toFixed(each)) === meant) ?? 10;
  return meant.toFixed(enough);
}

/** Decimals that a number may get beyond those asked for, so that it does not say something false. */
const mostMore = 4;
/** A rounding error of floating point. */
const dust = 1e-9;

/**
 * `value` with `digits` decimals, or with as many more as are needed so that rounding never shows 0 for a value that is not 0, nor `whole`
 * for one that is not whole. A value that is too close to either for that stays on its side of it.
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

/** A share as a number of hundredths without its sign: "86.4", and "99.96" instead of "100.0" for 2,499 of 2,500. */
export const hundredths = (share: number, digits = 1): string => apart(100 * share, digits, 100);

/** The space between a number and its "%", at which no line may break. */
const noBreak = '\u00a0';

/** A share as "86.4 %" on one line; 100 % is shown only for all, 0 % only for none. */
export const percentText = (share: number, digits = 1): string => `${hundredths(share, digits)}${noBreak}%`;

/** A sentence, or one with placeholders, in which no line breaks between a number and its "%". */
export const unparted = (sentence: string): string => sentence.replace(/([\d}]) %/g, `$1${noBreak}%`);

/** The same text with ordinary spaces, for searching and for other programs. */
export const withSpaces = (text: string): string => text.replace(/(\d)\u00a0%/g, '$1 %');

/** A number from 0 to 1 as "0.86"; 1 and 0 are shown for nothing else. */
export const fractionText = (value: number, digits = 2): string => apart(value, digits, 1);

/** A threshold that a person set, with two decimals or all that it has: 0.9 is "0.90", 0.999 is "0.999". */
export function thresholdText(threshold: number): string {
  // Thresholds are compared in single precision; the digits that this adds to 0.999 are not part of the threshold.
  const meant = Number(threshold.toPrecision(6));
  const decimals = Array.from({ length: 9 }, (_, i) => i + 2);
  const enough = decimals.find((each) => Number(meant.toFixed(each)) === meant) ?? 10;
  return meant.toFixed(enough);
}

/** Student's t at 97.5 %, for 1 to 30 degrees of freedom; a test integrates the density up to each. */
const tTable = [
  12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.306, 2.2622, 2.2281, 2.201, 2.1788, 2.1604,
  2.1448, 2.1314, 2.1199, 2.1098, 2.1009, 2.093, 2.086, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555,
  2.0518, 2.0484, 2.0452, 2.0423,
] as const;

/**
 * The same for `freedom` degrees of freedom, at least 1. Beyond the table it uses the expansion of Cornish and Fisher
 * up to its second term.
 */
export function studentT(freedom: number): number {
  if (freedom <= tTable.length) return tTable[freedom - 1];
  const z = 1.959964;
  return z + (z ** 3 + z) / (4 * freedom) + (5 * z ** 5 + 16 * z ** 3 + 3 * z) / (96 * freedom ** 2);
}

/** A mean of several seeds. */
export interface Mean {
  readonly count: number;
  readonly mean: number;
  /** Standard deviation of a single value, with `count - 1`; null for one value alone. */
  readonly deviation: number | null;
  /** 95 % interval of the mean (Student 1908); null for one value alone. */
  readonly low: number | null;
  readonly high: number | null;
}

/** Null if there is no value. */
export function meanOf(values: readonly number[]): Mean | null {
  const count = values.length;
  if (count === 0) return null;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (count === 1) return { count, mean, deviation: null, low: null, high: null };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const spread = (studentT(count - 1) * deviation) / Math.sqrt(count);
  return { count, mean, deviation, low: mean - spread, high: mean + spread };
}

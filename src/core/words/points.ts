/** A difference of two shares in percentage points with its sign, "+1.2", "−0.4". */
export const signedPoints = (share: number): string =>
  `${share < 0 ? '−' : '+'}${Math.abs(100 * share).toFixed(1)}`;

/** English: the evaluate screen. */
export const evaluate = {
  evaluate: {},
} as const;

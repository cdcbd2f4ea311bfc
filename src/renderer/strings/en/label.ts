/** English: the label screen. */
export const label = {
  label: {},
} as const;

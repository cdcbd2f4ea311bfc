/** English: the review screen. */
export const review = {
  review: {},
} as const;

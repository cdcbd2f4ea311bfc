/** English: what stands above an error. Its sentences stand in core/words/errors. */
export const errors = {
  errors: {
    title: 'That did not work',
  },
} as const;

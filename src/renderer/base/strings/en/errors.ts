/** English: what stands above an error. Its sentences stand in core/words/errors. */
export const errors = {
  errors: {
    title: 'Something went wrong',
  },
} as const;

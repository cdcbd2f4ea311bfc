/** English: the titles of errors. Their sentences are in core/words/errors. */
export const errors = {
  errors: {
    title: 'Something went wrong',
    studioGone:
      'The studio stopped before it answered. See whether what you asked for was done, and ask for it again where it was not.',
  },
} as const;

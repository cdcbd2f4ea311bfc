/** Korean: what stands above an error. Its sentences stand in core/words/errors. */
export const errors = {
  errors: {
    title: '처리하지 못했습니다',
  },
} as const;

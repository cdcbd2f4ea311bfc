/** Korean: the titles of errors. Their sentences are in core/words/errors. */
export const errors = {
  errors: {
    title: '처리하지 못했습니다',
    studioGone:
      '스튜디오가 응답하기 전에 중지되었습니다. 요청한 작업이 처리되었는지 확인하고, 처리되지 않았으면 다시 요청하세요.',
  },
} as const;

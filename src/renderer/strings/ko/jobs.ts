import type { jobs as english } from '../en/jobs';
import type { Words } from '../words';

/** Korean: jobs. */
export const jobs = {
  jobs: {
    title: '작업',
    idle: '실행 중인 작업이 없습니다.',
    none: '아직 작업이 없습니다.',
    more: '외 {{count}}개',
    queued: '차례를 기다리는 중',
    starting: '시작하는 중…',
    cancel: '취소',
    cancelling: '중지하는 중…',
    reveal: '폴더에서 보기',
    kinds: {
      demo: '데모 준비',
      import: '{{subject}} 가져오기',
      experiment: '실험 {{subject}}',
      probe: '{{subject}} 측정',
      label: '{{subject}} 모델로 라벨링',
      select: '{{subject}} 결과 선별',
      evaluate: '{{subject}} 평가',
      'export-labels': '{{subject}} 내보내기',
      'export-model': '{{subject}} 내보내기',
      report: '{{subject}} 보고서',
      remove: '{{subject}} 삭제',
    },
    status: {
      queued: '대기 중',
      running: '실행 중',
      cancelling: '중지 중',
      done: '완료',
      cancelled: '취소됨',
      failed: '실패',
      interrupted: '중단됨',
    },
  },
} as const satisfies Words<typeof english>;

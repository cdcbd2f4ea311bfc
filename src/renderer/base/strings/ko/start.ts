import type { start as english } from '../en/start';
import type { Words } from '../words';

/** Korean: start. */
export const start = {
  start: {
    tagline:
      '라벨은 조금, 이미지는 많이: 교사 모델이 나머지를 라벨링하고, 사람이 결과를 살펴보면, 더 나은 학생 모델이 그것으로 학습합니다.',
    demo: '데모 프로젝트 열기',
    demoHelp:
      'Fashion-MNIST, 라벨 500개와 라벨 없는 이미지 14,400장. 둘러보는 동안 짧은 예시 실험을 학습합니다.',
    create: '새 프로젝트',
    createHelp: '카탈로그와 모델을 담을 폴더를 만듭니다. 이미지는 원래 자리에 그대로 있습니다.',
    open: '프로젝트 열기',
    openHelp: '전에 프로젝트를 만든 폴더를 엽니다.',
    recent: '최근 프로젝트',
    missing: '찾을 수 없음',
    forget: '목록에서 제거',
  },
  newProject: {
    title: '새 프로젝트',
    name: '이름',
    example: '난초',
    place: '폴더를 만들 위치',
    choose: '선택…',
    result: '만들어질 폴더: {{folder}}',
    help: '새 폴더이거나 빈 폴더여야 합니다.',
    create: '프로젝트 만들기',
  },
} as const satisfies Words<typeof english>;

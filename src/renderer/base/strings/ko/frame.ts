import type { frame as english } from '../en/frame';
import type { Words } from '../words';

/** Korean: frame. */
export const frame = {
  app: { name: 'Noisy Studio' },
  common: { cancel: '취소', save: '저장', close: '닫기', none: '없음' },
  frame: {
    screens: '화면',
    commands: '명령',
    keys: '단축키',
    settings: '설정',
    theme: '테마',
    themes: { light: '밝게', dark: '어둡게', auto: '시스템 설정' },
    language: '언어',
    showFolder: '프로젝트 폴더 보기',
    closeProject: '프로젝트 닫기',
  },
  commands: {
    oneMore: '반복 한 번 더: {{name}}',
    stopAfter: '이 모델까지만 실행: {{name}}',
    images: '이미지 작업',
    do: '명령',
    places: '이동',
    goTo: '{{screen}} 화면으로 이동',
    theme: '테마: {{theme}}',
    language: '언어: {{language}}',
    search: '무엇을 할까요?',
    nothing: '해당하는 명령이 없습니다',
  },
  keys: {
    commands: '모든 명령',
    help: '이 목록',
    addImages: '이미지 추가 (데이터)',
    next: '다음 컨트롤',
    close: '대화 상자 닫기',
    zoom: '확대 및 축소',
  },
  time: {
    seconds: '{{value}}초',
    minutes: '{{value}}분',
    hours: '{{value}}시간',
    speed: '{{value}}장/초',
  },
  next: {
    add: '다음: 이미지 추가',
    label: '다음: 두 클래스 이상의 이미지에 라벨 지정',
    split: '다음: 검증 이미지와 테스트 이미지 나누기',
    start: '다음: 실험 시작',
    review: '다음: {{name}}의 의사 라벨 검토',
    begin: '다음: {{name}} 시작',
    resume: '다음: {{name}} 재개',
    evaluate: '다음: 테스트 이미지로 {{name}} 평가',
    export: '다음: 라벨이나 모델 내보내기',
  },
  names: { search: '이름의 일부', clear: '지우기', none: '이 글자가 든 이름이 없습니다.' },
  down: {
    title: '스튜디오가 실행되지 않습니다',
    help: '시작할 때마다 멈췄습니다. 저장된 내용은 사라지지 않으며, 학습은 마지막 체크포인트부터 이어집니다.',
    said: '스튜디오가 남긴 메시지',
    again: '다시 시작',
    restarted: '스튜디오를 다시 시작했습니다',
    restartedHelp:
      '예기치 않게 멈췄습니다. 저장된 내용은 사라지지 않았습니다. 실행 중이던 작업은 중단되었으며 이어서 진행할 수 있습니다.',
  },
} as const satisfies Words<typeof english>;

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
    panel: {
      handle: '{{panel}}: 너비',
      pixels_other: '{{count}}픽셀',
      folded: '접힘',
      hint: '끌어서 크기를 바꿉니다. 두 번 클릭하면 원래 너비로 돌아가고, Enter를 누르면 접힙니다.',
      unfoldHint: '클릭하거나 Enter를 누르면 펼쳐집니다.',
    },
  },
  commands: {
    oneMore: '반복 한 번 더: {{name}}',
    stopAfter: '이 모델까지만 실행: {{name}}',
    images: '이미지 작업',
    do: '명령',
    places: '이동',
    goTo: '{{screen}} 화면으로 이동',
    theme: '테마: {{theme}}',
    fold: '패널 접기 또는 펼치기: {{panel}}',
    language: '언어: {{language}}',
    search: '무엇을 할까요?',
    nothing: '해당하는 명령이 없습니다',
  },
  keys: {
    commands: '모든 명령',
    help: '이 목록',
    addImages: '이미지 추가 (데이터)',
    foldLeft: '왼쪽 패널 접기',
    foldRight: '오른쪽 패널 접기',
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
  tour: {
    start: '둘러보기',
    end: '둘러보기 닫기',
    place: '{{n}} / {{all}}',
    back: '이전',
    next: '다음',
    done: '완료',
    stops: {
      data: {
        title: '이미지 추가',
        text: '클래스마다 하위 폴더가 있는 폴더와 라벨 없는 이미지 폴더를 끌어다 놓으세요. 파일은 원래 자리에 그대로 있습니다.',
      },
      label: {
        title: '몇 장만 라벨링',
        text: '이미지를 선택하고 클래스의 숫자 키를 누르세요. 클래스마다 20장이면 시작하기에 충분합니다.',
      },
      runs: {
        title: '교사 모델 학습',
        text: '교사 모델이 라벨로 학습한 뒤 나머지 이미지를 모두 라벨링합니다. ‘새 실험’에서 진행 순서와 걸리는 시간을 볼 수 있습니다.',
      },
      review: {
        title: '살펴보고 고치기',
        text: '교사 모델이 붙인 라벨을 살펴보고 틀린 것을 고친 다음, 그것으로 학생 모델을 학습합니다.',
      },
      evaluate: {
        title: '성능 확인',
        text: '모든 모델의 정확도, 오분류, 강건성을 봅니다. ? 키는 단축키를, Ctrl K는 모든 명령을 보여 줍니다.',
      },
    },
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

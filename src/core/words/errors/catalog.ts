import type { ErrorWords } from './entry';

/** What the catalog refuses: classes, labels, decisions, and a database that cannot be used. */
export const catalogErrors = {
  'class-name-empty': {
    en: 'The class name is empty. Enter a name.',
    ko: '클래스 이름이 비어 있습니다. 이름을 입력하세요.',
  },
  'class-name-control': {
    en: 'The class name {{name}} contains a line break or another control character. Remove it.',
    ko: '클래스 이름 {{name}}에 줄바꿈이나 다른 제어 문자가 있습니다. 빼고 쓰세요.',
  },
  'class-name-taken': {
    en: 'There is already a class "{{name}}". Choose another name.',
    ko: '"{{name}}" 클래스가 이미 있습니다. 다른 이름을 쓰세요.',
  },
  'class-name-merged': {
    en: 'The class "{{name}}" was merged into another one. Choose another name.',
    ko: '"{{name}}" 클래스는 다른 클래스와 합쳐졌습니다. 다른 이름을 쓰세요.',
  },
  'class-merge': {
    en: 'A class cannot be merged into itself. Choose another one.',
    ko: '클래스를 자기 자신과 합칠 수 없습니다. 다른 클래스를 고르세요.',
  },
  'class-key-reserved': {
    en: 'The key {{key}} is already used in Review or Label. Choose another one, such as a digit.',
    ko: '{{key}} 키는 검토 또는 라벨링 화면에서 따로 쓰입니다. 숫자 등 다른 키를 고르세요.',
  },
  'class-key-taken': {
    en: 'The key {{key}} gives the class "{{name}}". Choose another key, or remove it from that class first.',
    ko: '{{key}} 키는 "{{name}}" 클래스의 키입니다. 다른 키를 고르거나 먼저 그 클래스에서 빼세요.',
  },
  'class-missing': {
    en: 'Accepting or relabelling needs a class. Choose one.',
    ko: '승인하거나 라벨을 바꾸려면 클래스가 필요합니다. 하나를 고르세요.',
  },
  'unknown-class': {
    en: 'There is no class number {{id}}.',
    ko: '{{id}}번 클래스가 없습니다.',
  },
  'unknown-class-name': {
    en: {
      window: 'There is no class "{{name}}".',
      cli: 'There is no class "{{name}}". "noisy-studio classes list" shows the classes.',
    },
    ko: '"{{name}}" 클래스가 없습니다.',
  },
  'unknown-tag': {
    en: 'There is no tag number {{id}} any more. Open the list of tags again.',
    ko: '{{id}}번 태그가 더는 없습니다. 태그 목록을 다시 여세요.',
  },
  'tag-not-there': {
    en: 'There is no tag "{{name}}" in this project.',
    ko: '이 프로젝트에 "{{name}}" 태그가 없습니다.',
  },
  'class-not-there': {
    en: 'There is no class "{{name}}" in this project.',
    ko: '이 프로젝트에 "{{name}}" 클래스가 없습니다.',
  },
  'file-not-there': {
    en: '{{file}} is not an image of this project. Import it first.',
    ko: '{{file}}은(는) 이 프로젝트의 이미지가 아닙니다. 먼저 가져오세요.',
  },
  'tag-name': {
    en: '"{{name}}" cannot be a tag: a tag has at most {{most}} characters and no semicolon or line break.',
    ko: '태그 이름은 세미콜론과 줄바꿈 없이 {{most}}자까지입니다. "{{name}}"은(는) 쓸 수 없습니다.',
  },
  'tag-name-taken': {
    en: 'There is already a tag "{{name}}". Choose another name.',
    ko: '"{{name}}" 태그가 이미 있습니다. 다른 이름을 쓰세요.',
  },
  'filter-name-taken': {
    en: 'There is already a filter "{{name}}". Choose another name.',
    ko: '"{{name}}" 필터가 이미 있습니다. 다른 이름을 쓰세요.',
  },
  'unknown-image': {
    en: 'There is no image number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 이미지가 없습니다.',
  },
  'unknown-source': {
    en: 'There is no source number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 소스가 없습니다.',
  },
  'unknown-run': {
    en: 'There is no run number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 실행이 없습니다.',
  },
  'unknown-evaluation': {
    en: 'There is no evaluation number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 평가가 없습니다.',
  },
  'unknown-iteration': {
    en: 'There is no iteration number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 반복이 없습니다.',
  },
  'unknown-labelling': {
    en: 'There is no labelling number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 라벨링이 없습니다.',
  },
  'unknown-selection': {
    en: 'There is no selection number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 선택이 없습니다.',
  },
  'experiment-number': {
    en: 'There is no experiment number {{id}} in this project.',
    ko: '이 프로젝트에 {{id}}번 실험이 없습니다.',
  },
  'experiment-exists': {
    en: 'There is already an experiment "{{name}}". Choose another name, or resume that one.',
    ko: '"{{name}}" 실험이 이미 있습니다. 다른 이름을 고르거나 그 실험을 재개하세요.',
  },
  'run-state': {
    en: 'Run {{id}} is {{state}}; it cannot become {{next}}.',
    ko: '{{id}}번 실행의 상태는 {{state}}이므로 {{next}}(으)로 바꿀 수 없습니다.',
  },
  'source-known': {
    en: '{{path}} is another source of this project. Take that one out first, or choose another folder.',
    ko: '{{path}}은(는) 이 프로젝트의 다른 소스입니다. 그 소스를 먼저 빼거나 다른 폴더를 고르세요.',
  },
  'no-label-to-undo': { en: 'There is no label to undo.', ko: '취소할 라벨이 없습니다.' },
  'no-label-to-redo': {
    en: 'There is no undone label to redo.',
    ko: '다시 실행할 라벨이 없습니다.',
  },
  'nothing-to-undo': { en: 'There is no decision to undo.', ko: '취소할 결정이 없습니다.' },
  'nothing-to-redo': {
    en: 'There is no undone decision to redo.',
    ko: '다시 실행할 결정이 없습니다.',
  },
  'nothing-to-decide': {
    en: 'No image was chosen. Select some, then decide.',
    ko: '고른 이미지가 없습니다. 이미지를 고른 뒤 결정하세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;

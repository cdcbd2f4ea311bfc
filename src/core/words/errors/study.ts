import type { ErrorWords } from './entry';

/** Why a study cannot begin or continue. */
export const studyErrors = {
  'study-file': {
    en: 'The study cannot be used. {{problems}}',
    ko: '이 연구는 쓸 수 없습니다. {{problems}}',
  },
  'study-arm': {
    en: 'The arm "{{arm}}" of the study cannot be used. {{problem}}',
    ko: '연구의 조건 "{{arm}}"은(는) 쓸 수 없습니다. {{problem}}',
  },
  'study-unmeasured': {
    en: 'The training time of {{arch}} at {{size}} pixels could not be measured, most likely because it does not fit into memory. Give every method the same number of images instead, or use smaller images or a smaller model.',
    ko: '{{size}}픽셀에서 {{arch}} 학습에 걸리는 시간을 잴 수 없었습니다. 메모리에 들어가지 않는 것 같습니다. 시간 대신 이미지 수를 같게 비교하거나 이미지나 모델을 줄이세요.',
  },
  'study-unreadable': {
    en: '{{file}} cannot be read ({{reason}}). Give a YAML file, or the name of a built-in study: {{known}}.',
    ko: '{{file}}을(를) 읽을 수 없습니다({{reason}}). YAML 파일이거나 프로그램에 든 연구의 이름이어야 합니다: {{known}}.',
  },
  'study-text': {
    en: '{{file}} is not valid YAML: {{reason}}.',
    ko: '{{file}}은(는) 읽을 수 있는 YAML이 아닙니다: {{reason}}.',
  },
  'study-changed': {
    en: 'A study "{{name}}" was begun with other arms, seeds or settings. Give this one another name, or use the settings that it was begun with.',
    ko: '연구 "{{name}}"은(는) 다른 조건이나 시드, 설정으로 시작했습니다. 이 연구에 다른 이름을 주거나 시작할 때의 설정을 쓰세요.',
  },
  'study-data-changed': {
    en: 'Images or labels have changed since the study "{{name}}" began, so its runs could not be compared. Begin it again under another name.',
    ko: '연구 "{{name}}"을(를) 시작한 뒤 이미지나 라벨이 바뀌어 실행을 비교할 수 없습니다. 다른 이름으로 다시 시작하세요.',
  },
  'study-exists': {
    en: 'A study "{{name}}" already exists. Give the new one another name.',
    ko: '연구 "{{name}}"이(가) 이미 있습니다. 새 연구에 다른 이름을 주세요.',
  },
  'study-active': {
    en: 'The study "{{name}}" is already running or queued.',
    ko: '연구 "{{name}}"은(는) 이미 실행 중이거나 차례를 기다리고 있습니다.',
  },
  'study-unknown': {
    en: 'There is no study {{id}}.',
    ko: '{{id}}번 연구가 없습니다.',
  },
  'study-no-test': {
    en: {
      cli: 'A study compares models on test images, and there are none. Draw some first: "noisy-studio split --test 0.2".',
      window:
        'A study compares models on test images, and there are none. Draw some first on the Data screen.',
    },
    ko: '연구는 테스트 이미지로 모델을 비교하는데 테스트 이미지가 없습니다. 먼저 데이터에서 나누세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;

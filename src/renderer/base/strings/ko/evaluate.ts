import { metricWords } from '../../../../core/metrics';
import type { evaluate as english } from '../en/evaluate';
import type { Words } from '../words';

/** Korean: the evaluate screen. */
export const evaluate = {
  images: {
    previous: '이전 이미지',
    next: '다음 이미지',
    enlarge: '이미지 확대',
    unreadable: '파일을 찾을 수 없거나 읽을 수 없습니다.',
    large: {
      title: '크게 보기',
      place: '{{all}}장 중 {{n}}번째',
      close: '모든 이미지로 돌아가기',
    },
  },
  evaluate: {
    emptyTitle: '아직 학습된 모델이 없습니다',
    emptyHelp: '첫 교사 모델이 학습되면 그 정확도와 오분류, 모델이 의심하는 라벨을 여기에서 볼 수 있습니다.',
    experiment: '실험',
    split: '측정할 이미지',
    models: '모델',
    model: '모델',
    against: '비교 대상',
    chooseModel: '모델 선택',
    ahead: '{{model}} 대비',
    measure: '측정',
    again: '다시 측정',
    measuring: '측정하는 중…',
    measuringHelp: '측정이 진행 중입니다. 진행 상황은 아래쪽 상태 줄에 있습니다.',
    images: '이미지',
    metrics: metricWords('ko', 'title'),
    metricColumns: metricWords('ko', 'short'),
    metricHelp: metricWords('ko', 'help'),
    mce: '최대 차이',
    meanConfidence: '평균 신뢰도',
    confidence: '신뢰도',
    tabs: {
      classes: '클래스',
      confusion: '혼동',
      calibration: '보정',
      mistakes: '오분류',
      labels: '의심 라벨',
    },
    noImages: '{{split}} 분할에 이미지가 없습니다',
    noImagesHelp: {
      test: '테스트 분할은 모델이 한 번도 보지 못한 이미지에서 얼마나 좋은지 알려 줍니다. 데이터에서 라벨된 이미지의 일부를 나누거나, 라벨된 이미지 폴더를 테스트로 가져오세요.',
      validation:
        '검증 이미지는 학습을 지켜보기 위해 따로 둔 이미지입니다. 데이터에서 라벨된 이미지의 일부를 나누거나, 폴더를 검증으로 가져오세요.',
      'labelled-train': '데이터에서 클래스마다 하위 폴더가 있는 라벨된 이미지 폴더를 추가하세요.',
    },
    seen: {
      unknown:
        '이 모델이 이 이미지 중 일부를 이미 보았는지 알 수 없습니다. 학습 입력이 없거나 이전 버전에서 평가한 것입니다.',
      included:
        '이 이미지 중 {{n}}장으로 학습했습니다. 의심스러운 라벨을 찾는 데 쓰며 모델의 성능을 나타내지 않습니다.',
      trained:
        '{{split}}의 이미지 {{n}}장은 제외했습니다. 이 모델이나 이 모델이 배운 모델이 그 이미지로 학습했습니다.',
      validated: '{{split}}의 이미지 {{n}}장은 제외했습니다. 가중치를 고르는 데 쓴 검증 이미지였습니다.',
      common: '두 모델을 같은 이미지로 평가하지 않았습니다. 차이는 둘 다 평가한 {{n}}장으로 계산합니다.',
    },
    goToData: '데이터로 이동',
    notMeasured: '{{split}} 분할에서 측정하지 않은 모델입니다: {{model}}',
    notMeasuredHelp: '측정할 때는 분할의 모든 이미지를 노이즈 없이 모델에 한 번씩 보여 줍니다.',
    changed_other:
      '측정한 뒤 라벨이나 분할이 바뀐 이미지가 {{count}}장 있습니다. 반영하려면 다시 측정하세요.',
    gainHelp:
      '각 클래스의 이미지 중 찾아낸 비율(재현율): {{model}} 대 {{base}}, 가장 많이 향상된 클래스부터 보여 줍니다.',
    recallHelp: '각 클래스의 이미지 중 찾아낸 비율(재현율)입니다.',
    baseNotMeasured: '클래스별 재현율입니다. 이 분할에서 측정하지 않아 비교할 수 없는 모델: {{model}}.',
    matrix: '혼동 행렬: 행은 라벨, 열은 예측한 클래스',
    matrixHelp: '행은 라벨, 열은 모델의 예측입니다. 칸을 누르면 해당 이미지가 열립니다.',
    shownClasses: '볼 클래스',
    mostConfused: '가장 많이 혼동된 {{n}}개',
    allClasses: '전체 클래스 {{n}}개',
    readout: '라벨 {{label}} → 예측 {{said}}: {{n}}장, {{label}} 중 {{share}}.',
    readoutRight: '라벨 {{label}} 중 맞힌 이미지: {{n}}장, {{share}}.',
    topConfusions: '주요 혼동',
    takenFor: '→',
    backToList: '주요 혼동으로 돌아가기',
    cell: '라벨 {{label}} → 예측 {{said}}',
    cellRight: '{{label}}: 맞힘',
    noneInCell: '이 칸에는 이미지가 없습니다.',
    tile: '예측 {{said}} {{confidence}}, 라벨 {{label}}',
    labelIs: '라벨 {{label}}',
    noMistakes: '이 분할에는 오분류가 없습니다',
    mistakesHelp:
      '{{images}}장 중 {{wrong}}장을 다른 클래스로 분류했습니다. 모델이 가장 확신한 것부터 보여 줍니다.',
    firstOnly: '처음 {{n}}장만 보여 줍니다.',
    diagram: '신뢰도 다이어그램: 신뢰도별 정확도',
    bin: '{{from}}–{{to}}: 이미지 {{n}}장({{share}}), 신뢰도 {{confidence}}, 정확도 {{accuracy}}',
    verdict: {
      fair: '신뢰도와 정확도가 잘 맞습니다.',
      over: '모델이 실제로 맞히는 것보다 더 확신합니다. 신뢰도 임계값을 적용해도 숫자가 말하는 것보다 오분류가 많이 남습니다.',
      under:
        '모델이 실제로 맞히는 것보다 덜 확신합니다. 신뢰도 임계값을 적용하면 올바른 이미지가 필요 이상으로 탈락합니다.',
    },
    calibrationHelp:
      '막대의 파란 윗변은 해당 신뢰도를 받은 이미지의 정확도이고, 점선은 그 정확도가 있어야 할 위치이며, 주황색은 그 차이입니다. 아래는 이미지 수입니다.',
    labels: {
      title: '모델이 의심하는 라벨',
      look: '의심 라벨 찾기',
      help: '모델이 높은 신뢰도로 반대하는 라벨입니다(confident learning). 모델은 라벨된 이미지로 학습했으므로 잘못된 라벨을 외웠을 수 있으며, 그런 라벨은 여기에 나타나지 않습니다. 검증 이미지로는 학습한 적이 없습니다. 키: A 라벨이 맞음, C 모델의 클래스로 변경, 클래스 키는 해당 클래스로 변경.',
      found_other: '의심 라벨 {{n}}개',
      hideSettled: '처리한 라벨 숨기기',
      measureToo: '{{split}} 분할도 보기',
      allSettled: '모두 처리했습니다',
      none: '의심 라벨이 없습니다',
      noneHelp: '모델이 모든 라벨에 동의하거나, 의심할 만큼 확신하지 않습니다.',
      right: '라벨이 맞음',
      change: '다음으로 변경: {{name}}',
      other: '다른 클래스',
      label: '라벨: {{name}} (모델 확률 {{share}})',
      model: '모델: {{name}} ({{share}})',
      now: '현재 {{name}}',
      kept: '라벨이 맞음',
      nothingToUndo: '이 목록에서 되돌릴 것이 없습니다.',
      nothingToRedo: '이 목록에서 다시 실행할 것이 없습니다.',
      undoInLabel: '그 뒤에 다른 라벨을 지정했습니다. 라벨링 화면에서 되돌리세요.',
      back: '되돌리기',
    },
  },
} as const satisfies Words<typeof english>;

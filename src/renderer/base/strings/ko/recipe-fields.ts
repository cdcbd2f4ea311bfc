import { methodsHelp } from '../../../../core/methods';

import { oodHelp } from '../../../../core/ood';

/**
 * Korean: titles, helps and units of a recipe's settings, by path with `/` for the dots. English stands in the schema, which the command
 * line shares.
 */
const model = {
  arch: {
    title: '모델',
    help: 'small … small-2는 CPU에서 28–64픽셀 이미지에, b0 … b7과 l2는 EfficientNet, lite0 … lite4는 EfficientNet-Lite(squeeze-excite 없이 ReLU6), v2-b0 … v2-m은 EfficientNetV2입니다.',
  },
  dropout: { title: '드롭아웃', help: '학습할 때 분류기 앞에서 버리는 특징의 비율입니다(모델 노이즈).' },
  survival: {
    title: '마지막 블록의 생존 확률',
    help: '확률적 깊이(stochastic depth): 마지막 블록은 이 확률로 유지되며, 앞의 블록일수록 선형으로 높아집니다(모델 노이즈).',
  },
};

const noise = {
  'randAugment/ops': {
    title: '연산 수',
    help: '이미지마다 적용하는 연산의 수입니다. 0이면 적용하지 않습니다.',
  },
  'randAugment/magnitude': {
    title: '강도',
    help: '각 연산의 전체 범위를 10으로 나눈 단위의 강도이며 10을 넘어도 잘리지 않습니다. 모델 크기별 값은 B0·B1 없음, B2 6, B3 12, B4 15, B5 18, B6 24, B7·L2 27, 32x32 이미지는 5입니다.',
  },
  'randAugment/set': {
    title: '연산 집합',
    help: 'released는 Contrast만 Pillow의 것을 쓰는 저자의 코드로, 길이는 픽셀 단위(224 미만에서는 한 변의 8분의 1 단위)이고 강도가 커질수록 Posterize와 Solarize가 약해지며 강도가 낮으면 이미지가 검게 됩니다. increasing은 10 이하의 강도를 위한 것으로 모든 연산이 강도와 함께 세지고 길이는 한 변에 대한 비율입니다. 연산의 절반을 건너뛰고 Cutout이 없는 timm의 inc1과는 다릅니다.',
  },
  flip: {
    title: '좌우 반전',
    help: '이미지를 절반의 확률로 좌우 반전합니다. 글자처럼 좌우가 다르면 끄세요.',
  },
  crop: {
    title: '자르기',
    help: '각 방향으로 한 변의 이 비율까지 이미지를 옮깁니다. 0이면 옮기지 않습니다.',
  },
  cutout: {
    title: '컷아웃(Cutout)',
    help: 'RandAugment가 뽑을 수 있는 것과 별도로 모든 이미지에 덮는 회색 정사각형의 한 변입니다. 0이면 덮지 않습니다.',
  },
};

const length = {
  amount: {
    title: '양',
    help: '에포크 또는 스텝 수입니다. 논문은 EfficientNet-B4 이상에 350 에포크, 더 작은 모델에 700 에포크를 씁니다.',
  },
  unit: {
    title: '단위',
    help: '에포크는 의사 라벨 이미지 수와 관계없이 라벨된 학습 이미지를 한 번 모두 사용하는 것입니다.',
  },
};

function under<T extends object>(path: string, fields: T): Record<string, T[keyof T]> {
  return Object.fromEntries(Object.entries(fields).map(([name, words]) => [`${path}/${name}`, words]));
}

export const recipeFields = {
  settings: {
    units: {
      'share of the side': '변에 대한 비율',
      pixels: '픽셀',
      epochs: '에포크',
      images: '장',
      validations: '회 검증',
      steps: '스텝',
      copies: '개',
    },
    name: { title: '이름', help: '목록과 보고서에 나타나는 레시피의 이름입니다.' },
    imageSize: {
      title: '이미지 크기',
      help: '이미지를 한 변이 이 길이인 정사각형으로 바꿉니다. 논문은 L2를 475로 학습하고 800으로 보정하는데, 컴퓨터 한 대로는 감당할 수 없습니다(paper-imagenet은 한 스텝에 142 TB를 유지하며, GPU 하나에는 workstation이 알맞습니다).',
    },
    mean: { title: '평균', help: '빨강, 초록, 파랑에서 빼는 값입니다(255에 대한 비율).' },
    std: { title: '표준 편차', help: '빨강, 초록, 파랑을 나누는 값입니다(255에 대한 비율).' },
    validationShare: {
      title: '검증 비율',
      help: '조기 종료와 도메인 외 한계를 정하기 위해 학습에서 따로 떼어 두는 라벨된 이미지의 비율입니다.',
    },
    ...under('teacher', model),
    ...under('students/*', model),
    method: {
      title: '방법',
      help: methodsHelp('ko'),
    },
    iterations: {
      title: '반복 횟수',
      help: '학생 모델을 학습하여 다음 교사 모델로 삼는 횟수입니다. 논문에서는 3회가 가장 좋았습니다.',
    },
    initialise: {
      title: '학생 모델의 초기값',
      help: 'scratch는 가중치를 새로 뽑으며 더 오래 걸리지만 더 나을 때가 있습니다. teacher는 교사 모델의 가중치를 복사하며 같은 모델일 때만 쓸 수 있습니다.',
    },
    promote: {
      title: '다음 교사 모델',
      help: 'best는 검증 정확도가 차이의 표준 오차보다 더 나쁘지 않을 때만 학생 모델이 교사 자리를 이어받게 하고, newest는 논문처럼 항상 이어받게 합니다.',
    },
    distillation: {
      title: '더 작은 학생 모델 허용',
      help: 'Noisy Student의 학생 모델은 교사 모델보다 작지 않아야 합니다. 이 설정은 대신 지식 증류를 허용합니다.',
    },
    targets: {
      title: '의사 라벨 타깃',
      help: 'soft는 교사 모델의 분포를 그대로 쓰며(특히 도메인 외 이미지에서 더 좋음), hard는 가장 확률이 높은 클래스를 씁니다.',
    },
    targetTemperature: {
      title: '타깃 온도',
      help: '소프트 타깃을 1/T 제곱하고 정규화합니다. 1보다 작으면 뾰족해지고 크면 평평해집니다.',
    },
    ...under('noise/teacher', noise),
    ...under('noise/student', noise),
    'selection/threshold': {
      title: '신뢰도 임계값',
      help: '교사 모델의 최대 확률이 이 값 이상인 이미지를 채택합니다. 최대 확률은 1/클래스 수보다 작을 수 없으므로 클래스가 2개나 3개이면 0.3은 아무것도 걸러 내지 못합니다. 그때는 우연과 확신의 중간인 0.75와 0.67에서 시작하세요.',
    },
    'selection/ood': { title: '도메인 외 표시' },
    'selection/ood/score': {
      title: '점수',
      help: `${oodHelp('ko')} none: 표시를 끕니다.`,
    },
    'selection/ood/keep': {
      title: '도메인 내로 유지',
      help: '따로 둔 라벨된 이미지 중 이 비율이 도메인 내에 남도록 한계를 정합니다.',
    },
    'selection/quota': {
      title: '클래스당 이미지',
      help: '각 클래스에서 신뢰도가 가장 높은 이미지를 이 수까지 채택합니다. auto는 임계값과 표시를 통과한 이미지를 클래스 수로 나눕니다.',
    },
    'selection/duplicate': {
      title: '부족한 클래스 채우기',
      help: '이미지가 모자라는 클래스의 이미지를 되풀이하여 클래스의 균형을 맞춥니다.',
    },
    'selection/maxCopies': {
      title: '최대 복제 수',
      help: '잘못된 라벨 몇 개가 클래스를 채우지 못하도록, 어떤 이미지도 이 수보다 많이 되풀이하지 않습니다. 없음이면 제한하지 않습니다.',
    },
    'training/optimizer': {
      title: '옵티마이저',
      help: 'rmsprop은 논문의 것이고, sgd는 모멘텀 SGD이며, adamw는 적은 이미지로 짧게 학습할 때 알맞습니다.',
    },
    'training/learningRate': {
      title: '학습률',
      help: 'sgd와 rmsprop에서는 기준 배치의 평균 손실에 대한 학습률이며, 손실을 나누는 이미지 수에 비례해 조정됩니다. adamw에서는 그대로 씁니다. 옵티마이저를 바꾸면 그 기본값으로 바뀝니다.',
    },
    'training/referenceBatch': {
      title: '기준 배치',
      help: '학습률의 기준이 되는 라벨된 배치의 크기입니다.',
    },
    'training/schedule/kind': {
      title: '종류',
      help: 'exponential은 논문처럼 계단식으로 내려가고, cosine은 0까지 매끄럽게 내려가며, onecycle은 30 % 동안 올라갔다가 내려갑니다(짧은 학습에 가장 좋음).',
    },
    'training/schedule/warmupEpochs': {
      title: '워밍업',
      help: '학습률이 0에서 선형으로 올라가는 기간입니다. onecycle에는 자체 상승 구간이 있어 이 값을 쓰지 않습니다.',
    },
    'training/schedule/decay': {
      title: '감쇠 계수',
      help: 'exponential 스케줄이 계단마다 학습률에 곱하는 값입니다.',
    },
    'training/schedule/decayEpochs': {
      title: '감쇠 간격',
      help: 'exponential 스케줄의 계단 너비입니다. 350 에포크에는 2.4, 700 에포크에는 4.8입니다.',
    },
    'training/labelledBatch': {
      title: '라벨된 배치',
      help: '스텝마다 쓰는 라벨된 이미지 수입니다. 논문에서는 512, 1,024, 2,048의 결과가 비슷했습니다.',
    },
    'training/unlabelledRatio': {
      title: '라벨 없는 이미지 비율',
      help: '스텝에서 라벨된 이미지 하나당 쓰는 의사 라벨 이미지 수입니다. 반복마다 하나씩 적으며 마지막 값이 되풀이됩니다. 비율이 크면 큰 학생 모델에 도움이 됩니다. 14, 14, 28은 L2의 값이며, 반복하지 않을 때 논문은 B0에 1, B1–B7에 3을 씁니다.',
    },
    'training/lossWeight': {
      title: '손실 가중치',
      help: 'sum-over-labelled는 의사 라벨 평균 손실에 R을 곱해 더합니다(공개된 코드). average는 합친 배치의 평균이며 학습률이 배치에 비례해 커집니다(스텝은 같고 가중치 감쇠는 1 + R배). equal-parts는 두 평균을 그대로 더합니다.',
    },
    'training/teacherLength': { title: '교사 모델 학습 길이' },
    'training/studentLength': { title: '학생 모델 학습 길이' },
    ...under('training/teacherLength', length),
    ...under('training/studentLength', length),
    'training/labelSmoothing': {
      title: '라벨 스무딩',
      help: '하드 타깃에서 모든 클래스에 고르게 나누는 비율입니다. 소프트 의사 라벨에는 적용하지 않습니다.',
    },
    'training/weightDecay': {
      title: '가중치 감쇠',
      help: '가중치를 0으로 당기는 정도입니다(배치 정규화 제외). sgd와 rmsprop에서는 손실에 더하고 adamw에서는 따로 적용합니다.',
    },
    'training/ema': {
      title: '가중치 평균(EMA)',
      help: '평가와 저장에 쓰는 가중치 이동 평균의 감쇠율입니다. 0이면 가중치를 그대로 씁니다.',
    },
    'training/gradientClip': {
      title: '그래디언트 클리핑',
      help: '그래디언트 전체 노름의 최댓값입니다. 없음이면 그대로 둡니다.',
    },
    'training/momentum': { title: '모멘텀', help: 'sgd와 rmsprop의 모멘텀이자 adamw의 첫 번째 베타입니다.' },
    'training/rmspropDecay': {
      title: '그래디언트 제곱 감쇠',
      help: 'rmsprop의 그래디언트 제곱 평균의 감쇠율이자 adamw의 두 번째 베타입니다.',
    },
    'training/epsilon': {
      title: '옵티마이저 엡실론',
      help: 'rmsprop과 adamw가 0으로 나누지 않도록 합니다.',
    },
    'training/batchNorm': { title: '배치 정규화' },
    'training/batchNorm/momentum': {
      title: '모멘텀',
      help: '스텝마다 유지되는 이동 평균의 비율입니다. 짧은 학습에는 더 작은 값이 필요합니다.',
    },
    'training/batchNorm/epsilon': { title: '엡실론', help: '제곱근을 구하기 전에 분산에 더합니다.' },
    'training/earlyStop': { title: '조기 종료' },
    'training/earlyStop/patience': {
      title: '인내 횟수',
      help: '검증 결과가 이 횟수만큼 연속으로 나아지지 않으면 학습을 끝냅니다. 없음이면 끝까지 학습합니다.',
    },
    'training/validateEvery': { title: '검증 간격', help: '검증 이미지로 평가하는 간격(스텝)입니다.' },
    'training/checkpointEvery': {
      title: '체크포인트 간격',
      help: '체크포인트를 저장하는 간격(스텝)입니다. 컴퓨터가 멈추어도 이보다 많은 작업을 잃지 않습니다.',
    },
    'resolutionFix/enabled': {
      title: '사용',
      help: '학습이 끝날 때마다 해상도 보정을 실행합니다. exponential 스케줄은 끝난 곳에서 이어지고(논문에서는 최고 학습률의 1.2 %), 0으로 끝나는 cosine과 onecycle 뒤에는 최고 학습률의 1.2 %를 씁니다.',
    },
    'resolutionFix/size': {
      title: '큰 이미지 크기',
      help: '더 큰 이미지의 한 변입니다. 이후의 추론에도 이 크기를 씁니다.',
    },
    'resolutionFix/epochs': { title: '길이', help: '라벨된 이미지를 몇 에포크 학습할지 정합니다.' },
    inferenceBatch: {
      title: '추론 배치',
      help: '라벨링과 평가에서 한 스텝에 처리하는 최대 이미지 수입니다. 메모리가 모자라면 더 적게 처리합니다.',
    },
  },
};

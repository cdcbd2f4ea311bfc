import { choice, integer, number, numberOrNull, section, units } from '../setting/fields';
import { unusedFromScratch, unusedWhere, unusedWithThreshold } from '../setting/unused';
import { scheduleSchema } from './schedule';

/** For settings of what only rmsprop and adamw keep. */
const notForSgd = [
  unusedWhere('training.optimizer', 'sgd', {
    en: 'Not used: sgd keeps no squared gradients.',
    ko: '쓰이지 않음: sgd는 그래디언트 제곱을 보관하지 않습니다.',
  }),
];

const batchNorm = section(
  { title: { en: 'Batch normalisation', ko: '배치 정규화' }, part: 'batch-norm' },
  {
    momentum: number({
      words: {
        en: {
          title: 'Momentum',
          help: 'Share of the running average kept at each step; short trainings need a smaller one.',
        },
        ko: {
          title: '모멘텀',
          help: '스텝마다 유지되는 이동 평균의 비율입니다. 짧은 학습에는 더 작은 값이 필요합니다.',
        },
      },
      paper: 0.99,
      min: 0,
      max: 0.99999,
    }),
    epsilon: number({
      words: {
        en: { title: 'Epsilon', help: 'Added to the variance before the square root.' },
        ko: { title: '엡실론', help: '제곱근을 구하기 전에 분산에 더합니다.' },
      },
      paper: 1e-3,
      min: 1e-8,
      max: 0.1,
    }),
  },
);

/** How the weights move. */
export const optimizerSettings = {
  optimizer: choice(['sgd', 'rmsprop', 'adamw'], {
    words: {
      en: {
        title: 'Optimizer',
        help: 'rmsprop is the paper’s, sgd is momentum SGD, adamw suits short trainings on few images.',
      },
      ko: {
        title: '옵티마이저',
        help: 'rmsprop은 논문의 것이고, sgd는 모멘텀 SGD이며, adamw는 적은 이미지로 짧게 학습할 때 알맞습니다.',
      },
    },
    paper: 'rmsprop',
  }),
  learningRate: number({
    essential: true,
    words: {
      en: {
        title: 'Learning rate',
        help: 'For sgd and rmsprop, the rate for a mean over the reference batch; it is scaled linearly with the number of images that the loss is divided by. For adamw it is used as it is. Changing the optimizer sets its default.',
      },
      ko: {
        title: '학습률',
        help: 'sgd와 rmsprop에서는 기준 배치의 평균 손실에 대한 학습률이며, 손실을 나누는 이미지 수에 비례해 조정됩니다. adamw에서는 그대로 씁니다. 옵티마이저를 바꾸면 그 기본값으로 바뀝니다.',
      },
    },
    paper: 0.128,
    min: 1e-7,
    max: 100,
  }),
  referenceBatch: integer({
    words: {
      en: { title: 'Reference batch', help: 'The labelled batch to which the learning rate belongs.' },
      ko: { title: '기준 배치', help: '학습률의 기준이 되는 라벨된 배치의 크기입니다.' },
    },
    paper: 2048,
    unit: units.images,
    min: 1,
    max: 65_536,
    unused: [
      unusedWhere('training.optimizer', 'adamw', {
        en: 'Not used: adamw takes the learning rate as it is.',
        ko: '쓰이지 않음: adamw는 학습률을 그대로 사용합니다.',
      }),
    ],
  }),
  layerDecay: number({
    words: {
      en: {
        title: 'Layer decay',
        help: 'Each shallower block learns at this share of the rate of the next deeper one, for models that start from weights: 1 for the same rate everywhere, 0.75 to 0.9 with few labels.',
      },
      ko: {
        title: '층별 학습률 감쇠',
        help: '가중치에서 시작하는 모델에서, 얕은 블록은 바로 다음 깊은 블록의 학습률에 이 비율을 곱한 값으로 학습합니다. 1이면 모두 같은 학습률이고, 라벨이 적으면 0.75–0.9가 알맞습니다.',
      },
    },
    paper: 1,
    min: 0.1,
    max: 1,
    slider: { min: 0.5, max: 1, step: 0.05 },
    older: 1,
    unused: [unusedFromScratch],
  }),
  frozenStages: integer({
    words: {
      en: {
        title: 'Frozen stages',
        help: 'The stem and this many stages keep the pretrained weights and running averages, for models that start from weights: faster, and steadier with few labels. 0 trains everything.',
      },
      ko: {
        title: '고정 단계',
        help: '가중치에서 시작하는 모델에서, 첫 층(stem)과 앞쪽의 이만큼의 단계를 이동 평균까지 그대로 둡니다. 더 빠르고 라벨이 적을 때 더 안정적입니다. 0이면 모두 학습합니다.',
      },
    },
    paper: 0,
    min: 0,
    max: 6,
    older: 0,
    unused: [unusedFromScratch],
  }),
  schedule: scheduleSchema,
  labelSmoothing: number({
    words: {
      en: {
        title: 'Label smoothing',
        help: 'Share of a hard target spread evenly over all classes; soft pseudo-labels are never smoothed.',
      },
      ko: {
        title: '라벨 스무딩',
        help: '하드 타깃에서 모든 클래스에 고르게 나누는 비율입니다. 소프트 의사 라벨에는 적용하지 않습니다.',
      },
    },
    paper: 0.1,
    min: 0,
    max: 0.9,
    unused: [unusedWithThreshold],
  }),
  weightDecay: number({
    words: {
      en: {
        title: 'Weight decay',
        help: 'Pull of the weights towards zero (not of batch normalisation): added to the loss for sgd and rmsprop, decoupled for adamw.',
      },
      ko: {
        title: '가중치 감쇠',
        help: '가중치를 0으로 당기는 정도입니다(배치 정규화 제외). sgd와 rmsprop에서는 손실에 더하고 adamw에서는 따로 적용합니다.',
      },
    },
    paper: 1e-5,
    min: 0,
    max: 1,
  }),
  ema: number({
    words: {
      en: {
        title: 'Weight average',
        help: 'Decay of the moving average of the weights that is evaluated and saved; 0 uses the weights themselves.',
      },
      ko: {
        title: '가중치 평균(EMA)',
        help: '평가와 저장에 쓰는 가중치 이동 평균의 감쇠율입니다. 0이면 가중치를 그대로 씁니다.',
      },
    },
    paper: 0.9999,
    min: 0,
    max: 0.999999,
  }),
  gradientClip: numberOrNull({
    words: {
      en: {
        title: 'Gradient clip',
        help: 'Largest global norm of the gradient, none for no clipping.',
      },
      ko: {
        title: '그래디언트 클리핑',
        help: '그래디언트 전체 노름의 최댓값입니다. 없음이면 그대로 둡니다.',
      },
    },
    paper: null,
    min: 1e-6,
    max: 1e6,
  }),
  momentum: number({
    words: {
      en: { title: 'Momentum', help: 'Momentum of sgd and rmsprop, and the first beta of adamw.' },
      ko: { title: '모멘텀', help: 'sgd와 rmsprop의 모멘텀이자 adamw의 첫 번째 베타입니다.' },
    },
    paper: 0.9,
    min: 0,
    max: 0.9999,
  }),
  rmspropDecay: number({
    words: {
      en: {
        title: 'Squared-gradient decay',
        help: 'Decay of the mean squared gradient in rmsprop, and the second beta of adamw.',
      },
      ko: {
        title: '그래디언트 제곱 감쇠',
        help: 'rmsprop의 그래디언트 제곱 평균의 감쇠율이자 adamw의 두 번째 베타입니다.',
      },
    },
    paper: 0.9,
    min: 0,
    max: 0.99999,
    unused: notForSgd,
  }),
  epsilon: number({
    words: {
      en: { title: 'Optimizer epsilon', help: 'Keeps rmsprop and adamw from dividing by zero.' },
      ko: { title: '옵티마이저 엡실론', help: 'rmsprop과 adamw가 0으로 나누지 않도록 합니다.' },
    },
    paper: 1e-3,
    min: 1e-10,
    max: 1,
    unused: notForSgd,
  }),
  batchNorm,
};

import type { ErrorWords } from './entry';

/** What stops a training, a labelling or the engine's process. */
export const trainingErrors = {
  'step-not-finite': {
    en: 'The loss became {{loss}} at step {{step}} ({{where}}). Lower the learning rate or set gradient clipping, then start again.',
    ko: '{{step}}번째 스텝에서 손실이 {{loss}}이(가) 되었습니다({{where}}). 학습률을 낮추거나 그래디언트 클리핑을 설정한 뒤 새로 시작하세요.',
  },
  'gradient-not-finite': {
    en: 'The gradient is too large for float16 at step {{step}}, however small the loss is scaled. Lower the learning rate, or train in bfloat16 or float32.',
    ko: '{{step}}번째 스텝에서 손실 배율을 아무리 낮추어도 그래디언트가 float16에 너무 큽니다. 학습률을 낮추거나 bfloat16 또는 float32로 학습하세요.',
  },
  'loss-not-finite': {
    en: 'The loss became {{loss}} at step {{step}} ({{where}}). Lower the learning rate or set gradient clipping, then start again. The batch is in {{file}}.',
    ko: '{{step}}번째 스텝에서 손실이 {{loss}}이(가) 되었습니다({{where}}). 학습률을 낮추거나 그래디언트 클리핑을 설정한 뒤 새로 시작하세요. 배치는 {{file}}에 있습니다.',
  },
  'training-not-finite': {
    en: 'The training ended with numbers in "{{name}}" that are not finite. Lower the learning rate or set gradient clipping, then start again.',
    ko: '학습이 끝난 가중치 "{{name}}"에 유한하지 않은 수가 있습니다. 학습률을 낮추거나 그래디언트 클리핑을 설정한 뒤 새로 시작하세요.',
  },
  'weights-mismatch': {
    en: 'The weights lack "{{name}}": they belong to another model.',
    ko: '가중치에 "{{name}}"이(가) 없습니다. 다른 모델의 가중치입니다.',
  },
  'checkpoint-mismatch': {
    en: 'The checkpoint lacks "{{name}}": it belongs to another recipe. Start the run again.',
    ko: '체크포인트에 "{{name}}"이(가) 없습니다. 다른 레시피의 체크포인트입니다. 실행을 새로 시작하세요.',
  },
  'checkpoint-unreadable': {
    en: 'The checkpoint {{file}} could not be read: {{reason}}.',
    ko: '체크포인트 {{file}}을(를) 읽지 못했습니다. ({{reason}})',
  },
  'run-inputs-missing': {
    en: 'The run in {{folder}} has no inputs to resume from. Start it again.',
    ko: '{{folder}}의 실행에 이어서 할 입력이 없습니다. 새로 시작하세요.',
  },
  'ood-fit-few': {
    en: 'The out-of-domain score needs two labelled training images or more. Label more images.',
    ko: '도메인 외 점수에는 라벨된 학습 이미지가 두 장 이상 필요합니다. 이미지에 라벨을 더 지정하세요.',
  },
  'ood-fit-flat': {
    en: 'The features of the labelled images do not vary within their classes (or are not numbers). Train longer or add labelled images.',
    ko: '라벨된 이미지의 특징이 클래스 안에서 달라지지 않거나 수가 아닙니다. 더 오래 학습하거나 라벨된 이미지를 추가하세요.',
  },
  'ood-fit-singular': {
    en: 'The covariance of the features cannot be inverted. Train longer or add labelled images.',
    ko: '특징의 공분산 행렬을 뒤집을 수 없습니다. 더 오래 학습하거나 라벨된 이미지를 추가하세요.',
  },
  'ood-limit': {
    en: 'The out-of-domain limit needs scores of validation images, or of the pool if there are none, and all of them must be numbers. Train again at a lower learning rate or with gradient clipping.',
    ko: '도메인 외 한계를 정하려면 검증 이미지의 점수, 검증 이미지가 없으면 풀의 점수가 있어야 하고 모두 수여야 합니다. 학습률을 낮추거나 그래디언트 클리핑을 설정한 뒤 다시 학습하세요.',
  },
  'tensorflow-missing': {
    en: 'TensorFlow could not be loaded ({{reason}}). {{install}}',
    ko: 'TensorFlow를 불러오지 못했습니다({{reason}}). {{install}}',
  },
  'session-load': {
    en: 'TensorFlow could not load the computation ({{reason}}). Try again. If it happens again, use a smaller model or report it.',
    ko: 'TensorFlow가 계산을 불러오지 못했습니다({{reason}}). 다시 시도하고, 또 일어나면 더 작은 모델을 쓰거나 알려 주세요.',
  },
  'session-run': {
    en: 'TensorFlow failed at "{{what}}" ({{reason}}). Try again. If it happens again, use a smaller batch or report it.',
    ko: 'TensorFlow가 "{{what}}" 계산에 실패했습니다({{reason}}). 다시 시도하고, 또 일어나면 배치를 줄이거나 알려 주세요.',
  },
  'engine-unreachable': {
    en: {
      cli: 'The engine process cannot be reached ({{reason}}). "noisy-studio resume" continues an experiment; start other work again.',
      window:
        'The engine process cannot be reached ({{reason}}). Press Resume in Runs to continue an experiment; start other work again.',
    },
    ko: '별도 프로세스인 엔진과 연결할 수 없습니다({{reason}}). 실험은 실행 화면에서 재개를 눌러 이어서 하고, 다른 작업은 다시 시작하세요.',
  },
  'engine-no-start': {
    en: {
      cli: 'The engine process did not start ({{reason}}). "noisy-studio resume" continues an experiment; start other work again.',
      window:
        'The engine process did not start ({{reason}}). Press Resume in Runs to continue an experiment; start other work again.',
    },
    ko: '별도 프로세스인 엔진을 시작하지 못했습니다({{reason}}). 실험은 실행 화면에서 재개를 눌러 이어서 하고, 다른 작업은 다시 시작하세요.',
  },
  'engine-died': {
    en: {
      cli: 'The engine process {{how}} without warning. Nothing else is lost: "noisy-studio resume" continues an experiment from its last checkpoint; start other work again. If it happens again, use a smaller batch. {{said}}',
      window:
        'The engine process {{how}} without warning. Nothing else is lost: press Resume in Runs to continue an experiment from its last checkpoint; start other work again. If it happens again, use a smaller batch. {{said}}',
    },
    ko: '별도 프로세스인 엔진이 예고 없이 종료되었습니다({{how}}). 그 밖에 잃은 것은 없습니다. 실험은 실행 화면에서 재개를 누르면 마지막 체크포인트부터 이어지고, 다른 작업은 다시 시작하면 됩니다. 다시 일어나면 배치를 줄이세요. {{said}}',
  },
} as const satisfies Readonly<Record<string, ErrorWords>>;

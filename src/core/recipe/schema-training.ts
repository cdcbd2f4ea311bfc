import { choice, integer, section, units } from './fields';
import { lengthSettings } from './schema-length';
import { optimizerSettings } from './schema-optimizer';

/** Everything about optimisation, shared by teacher and students. */
export const trainingSchema = section(
  { title: { en: 'Training', ko: '학습' }, group: 'optimizer' },
  {
    ...lengthSettings,
    ...optimizerSettings,
    precision: choice(['float32', 'bfloat16'], {
      group: 'running',
      words: {
        en: {
          title: 'Precision',
          help: 'bfloat16 is mixed precision for GPUs of compute capability 8.0 or newer (Ampere): layers compute at half the width, weights stay in float32. Elsewhere a training computes in float32.',
        },
        ko: {
          title: '정밀도',
          help: 'bfloat16은 연산 능력 8.0 이상(Ampere)의 GPU를 위한 혼합 정밀도입니다. 층은 절반 크기의 수로 계산하고 가중치는 float32로 유지됩니다. 그 밖의 장치에서는 float32로 계산합니다.',
        },
      },
      older: 'float32',
    }),
    validateEvery: integer({
      group: 'running',
      words: {
        en: { title: 'Validate every', help: 'Steps between two looks at the validation images.' },
        ko: { title: '검증 간격', help: '검증 이미지로 평가하는 간격(스텝)입니다.' },
      },
      unit: units.steps,
      min: 1,
      max: 10_000_000,
    }),
    checkpointEvery: integer({
      group: 'running',
      words: {
        en: {
          title: 'Checkpoint every',
          help: 'Steps between two checkpoints: at most this much work is lost when the machine stops.',
        },
        ko: {
          title: '체크포인트 간격',
          help: '체크포인트를 저장하는 간격(스텝)입니다. 컴퓨터가 멈추어도 이보다 많은 작업을 잃지 않습니다.',
        },
      },
      unit: units.steps,
      min: 1,
      max: 10_000_000,
    }),
  },
);

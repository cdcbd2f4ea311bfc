import { choice, integer, section, units, yesNo } from '../setting/fields';
import { lengthSettings } from './length';
import { optimizerSettings } from './optimizer';

/** Everything about optimisation, shared by teacher and students. */
export const trainingSchema = section(
  { title: { en: 'Training', ko: '학습' }, group: 'optimizer' },
  {
    ...lengthSettings,
    ...optimizerSettings,
    precision: choice(['float32', 'bfloat16', 'float16'], {
      group: 'running',
      words: {
        en: {
          title: 'Precision',
          help: 'Mixed precision for GPUs: layers compute at half the width, weights stay in float32. bfloat16 needs compute capability 8.0 or newer (Ampere); float16, whose loss is scaled, needs 7.0 (Volta, Turing). On other devices, training computes in float32.',
        },
        ko: {
          title: '정밀도',
          help: 'GPU를 위한 혼합 정밀도입니다. 층은 절반 크기의 수로 계산하고 가중치는 float32로 유지됩니다. bfloat16에는 연산 능력 8.0 이상(Ampere), 손실 배율을 쓰는 float16에는 7.0 이상(Volta, Turing)이 필요합니다. 그 밖의 장치에서는 float32로 계산합니다.',
        },
      },
      older: 'float32',
    }),
    gradientCheckpointing: yesNo({
      group: 'running',
      words: {
        en: {
          title: 'Gradient checkpointing',
          help: 'Keeps only the result of each block for the gradient, and computes the rest once more. A step is the same; it needs far less memory and takes longer. When this is off, it happens only where not even a small part of a batch fits into memory otherwise.',
        },
        ko: {
          title: '그래디언트 체크포인팅',
          help: '그래디언트를 위해 블록마다 결과만 남기고 나머지는 한 번 더 계산합니다. 결과는 같고, 메모리를 훨씬 적게 쓰는 대신 스텝이 더 오래 걸립니다. 꺼져 있으면 이렇게 하지 않고는 배치의 작은 일부도 메모리에 들어가지 않을 때만 씁니다.',
        },
      },
      older: false,
    }),
    validateEvery: integer({
      group: 'running',
      words: {
        en: { title: 'Validate every', help: 'Steps between two validations.' },
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

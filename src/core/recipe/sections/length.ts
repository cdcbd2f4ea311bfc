import type { InEach } from '../../words/language';
import { choice, integer, integerOrNull, number, numbers, section, units } from '../setting/fields';
import { type Unused, unusedWithoutPool, unusedWithoutStudents } from '../setting/unused';

/** How long one training is: `amount` passes over the labelled training images, or `amount` optimizer steps. */
const length = (title: InEach<string>, unused?: readonly Unused[]) =>
  section(
    { title, group: 'training', part: 'lengths', unused },
    {
      amount: number({
        essential: true,
        words: {
          en: {
            title: 'Amount',
            help: 'How many epochs or steps; the paper uses 350 epochs for EfficientNet-B4 and larger, 700 for smaller ones.',
          },
          ko: {
            title: '양',
            help: '에포크 또는 스텝 수입니다. 논문은 EfficientNet-B4 이상에 350 에포크, 더 작은 모델에 700 에포크를 씁니다.',
          },
        },
        paper: 350,
        min: 0.01,
        max: 10_000_000,
      }),
      unit: choice(['epochs', 'steps'], {
        essential: true,
        words: {
          en: {
            title: 'Unit',
            help: 'An epoch is one pass over the labelled training images, whatever the number of pseudo-labelled ones.',
          },
          ko: {
            title: '단위',
            help: '에포크는 의사 라벨 이미지 수와 관계없이 라벨된 학습 이미지를 한 번 모두 사용하는 것입니다.',
          },
        },
        paper: 'epochs',
      }),
    },
  );

/** How long a training is and what a step takes; early stopping may end it sooner. */
export const lengthSettings = {
  teacherLength: length({ en: 'Teacher’s length', ko: '교사 모델 학습 길이' }),
  studentLength: length({ en: 'Student’s length', ko: '학생 모델 학습 길이' }, unusedWithoutStudents),
  earlyStop: section(
    { title: { en: 'Early stop', ko: '조기 종료' }, group: 'training', part: 'lengths' },
    {
      patience: integerOrNull({
        words: {
          en: {
            title: 'Patience',
            help: 'Validations in a row without improvement before the training ends, none to train to the end.',
          },
          ko: {
            title: '인내 횟수',
            help: '검증 결과가 이 횟수만큼 연속으로 나아지지 않으면 학습을 끝냅니다. 없음이면 끝까지 학습합니다.',
          },
        },
        paper: null,
        unit: units.validations,
        min: 1,
        max: 100_000,
      }),
    },
  ),
  classBalance: choice(['none', 'sampling', 'weights'], {
    group: 'training',
    part: 'batches',
    words: {
      en: {
        title: 'Rare classes',
        help: 'none shows every labelled image equally often; sampling shows every class equally often; weights gives the images of rare classes more weight in the loss, so that every class counts the same.',
      },
      ko: {
        title: '드문 클래스',
        help: 'none은 라벨된 이미지를 모두 똑같이 자주 보여 주고, sampling은 클래스를 똑같이 자주 보여 주며, weights는 드문 클래스의 이미지가 손실에서 더 크게 작용하여 모든 클래스가 똑같이 작용하게 합니다.',
      },
    },
    paper: 'none',
    older: 'none',
  }),
  labelledBatch: integer({
    group: 'training',
    part: 'batches',
    essential: true,
    words: {
      en: {
        title: 'Labelled batch',
        help: 'Labelled images in each step; the paper finds 512, 1,024 and 2,048 equally good.',
      },
      ko: {
        title: '라벨된 배치',
        help: '스텝마다 쓰는 라벨된 이미지 수입니다. 논문에서는 512, 1,024, 2,048의 결과가 비슷했습니다.',
      },
    },
    paper: 2048,
    unit: units.images,
    min: 1,
    max: 65_536,
  }),
  unlabelledRatio: numbers({
    group: 'training',
    part: 'batches',
    essential: true,
    words: {
      en: {
        title: 'Unlabelled ratio',
        help: 'Images of the pool in a step for each labelled one: one number per iteration, and the last one repeats. A larger ratio helps a large student. The paper uses 14, 14, 28 for L2; without iteration, 1 for B0 and 3 for B1 to B7.',
      },
      ko: {
        title: '라벨 없는 이미지 비율',
        help: '스텝에서 라벨된 이미지 하나당 쓰는 풀의 이미지 수입니다. 반복마다 하나씩 적으며 마지막 값이 되풀이됩니다. 비율이 크면 큰 학생 모델에 도움이 됩니다. 14, 14, 28은 L2의 값이며, 반복하지 않을 때 논문은 B0에 1, B1–B7에 3을 씁니다.',
      },
    },
    paper: [14, 14, 28],
    min: 0,
    max: 1000,
    unused: unusedWithoutPool,
  }),
  lossWeight: choice(['sum-over-labelled', 'average', 'equal-parts'], {
    group: 'training',
    part: 'batches',
    words: {
      en: {
        title: 'Loss weight',
        help: 'sum-over-labelled adds R times the mean pseudo-label loss (released code), average is the mean over the joint batch at a rate that grows with it (the same step, weight decay 1 + R times as strong), equal-parts adds both means.',
      },
      ko: {
        title: '손실 가중치',
        help: 'sum-over-labelled는 의사 라벨 평균 손실에 R을 곱해 더합니다(공개된 코드). average는 합친 배치의 평균이며 학습률이 배치에 비례해 커집니다(스텝은 같고 가중치 감쇠는 1 + R배). equal-parts는 두 평균을 그대로 더합니다.',
      },
    },
    paper: 'sum-over-labelled',
    unused: unusedWithoutStudents,
  }),
};

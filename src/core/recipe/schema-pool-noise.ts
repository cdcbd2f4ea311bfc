import { laterSection, yesNo } from './fields';
import { unusedWithoutNoise, unusedWithoutPseudoLabels, unusedWithoutStudents } from './unused';

/**
 * Noise of the pseudo-labelled images of a batch alone. The paper's ablation (table 6) takes one kind after the other away from
 * unlabelled images and leaves it on the labelled ones, as the released code's flags do.
 */
export const poolNoiseSchema = laterSection(
  {
    title: { en: 'Noise of pseudo-labelled images', ko: '의사 라벨 이미지의 노이즈' },
    group: 'noise',
    part: 'pool-noise',
    unused: [...unusedWithoutStudents, unusedWithoutPseudoLabels, unusedWithoutNoise('student')],
  },
  {
    randAugment: yesNo({
      words: {
        en: {
          title: 'RandAugment',
          help: 'no leaves RandAugment and cutout to the labelled images of a student’s batches; pseudo-labelled ones are then only cut, mirrored and shifted.',
        },
        ko: {
          title: 'RandAugment',
          help: '아니요로 하면 학생 모델의 배치에서 라벨된 이미지에만 RandAugment와 컷아웃을 적용하고, 의사 라벨 이미지는 자르기, 좌우 반전, 이동만 합니다.',
        },
      },
      paper: true,
      older: true,
    }),
    dropout: yesNo({
      words: {
        en: {
          title: 'Dropout',
          help: 'no keeps every feature of pseudo-labelled images; those of labelled images are dropped as the student says.',
        },
        ko: {
          title: '드롭아웃',
          help: '아니요로 하면 의사 라벨 이미지의 특징은 모두 남기고, 라벨된 이미지의 특징만 학생 모델의 설정대로 버립니다.',
        },
      },
      paper: true,
      older: true,
    }),
    depth: yesNo({
      words: {
        en: {
          title: 'Stochastic depth',
          help: 'no sends pseudo-labelled images through every block; labelled ones skip blocks as the student says.',
        },
        ko: {
          title: '확률적 깊이',
          help: '아니요로 하면 의사 라벨 이미지는 모든 블록을 지나고, 라벨된 이미지만 학생 모델의 설정대로 블록을 건너뜁니다.',
        },
      },
      paper: true,
      older: true,
    }),
  },
);

import { laterSection, yesNo } from '../setting/fields';
import { unusedWithoutNoise, unusedWithoutPseudoLabels, unusedWithoutStudents } from '../setting/unused';

/**
 * Noise of only the pseudo-labelled images of a batch. The paper's ablation (table 6) removes one kind after the other from unlabelled
 * images and keeps it on the labelled ones, as the released code's flags do.
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
          help: 'When off, only the labelled images of a student’s batches get RandAugment and cutout; pseudo-labelled images are only cropped, mirrored and shifted.',
        },
        ko: {
          title: 'RandAugment',
          help: '끄면 학생 모델의 배치에서 라벨된 이미지에만 RandAugment와 컷아웃을 적용하고, 의사 라벨 이미지는 자르기, 좌우 반전, 이동만 합니다.',
        },
      },
      paper: true,
      older: true,
    }),
    dropout: yesNo({
      words: {
        en: {
          title: 'Dropout',
          help: 'When off, pseudo-labelled images keep every feature; features of labelled images are dropped as set for the student.',
        },
        ko: {
          title: '드롭아웃',
          help: '끄면 의사 라벨 이미지의 특징은 모두 남기고, 라벨된 이미지의 특징만 학생 모델의 설정대로 버립니다.',
        },
      },
      paper: true,
      older: true,
    }),
    depth: yesNo({
      words: {
        en: {
          title: 'Stochastic depth',
          help: 'When off, pseudo-labelled images pass every block; labelled images skip blocks as set for the student.',
        },
        ko: {
          title: '확률적 깊이',
          help: '끄면 의사 라벨 이미지는 모든 블록을 지나고, 라벨된 이미지만 학생 모델의 설정대로 블록을 건너뜁니다.',
        },
      },
      paper: true,
      older: true,
    }),
  },
);

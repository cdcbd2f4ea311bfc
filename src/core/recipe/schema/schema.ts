import { z } from 'zod';
import { methodNames, methodsHelp, methodWords, orders } from '../../methods';
import { countMetricHelp, countMetricNames } from '../../metrics';
import { fits } from '../../vocabulary/images';
import { consistencySchema } from '../sections/consistency';
import { fineTuneSchema } from '../sections/fine-tune';
import { fixSchema } from '../sections/fix';
import { labellingSchema } from '../sections/labelling';
import { studentSchema, teacherSchema } from '../sections/model';
import { noiseSchema } from '../sections/noise';
import { poolNoiseSchema } from '../sections/pool-noise';
import { selectionSchema } from '../sections/selection';
import { trainingSchema } from '../sections/training';
import {
  choice,
  integer,
  integerOr,
  number,
  section,
  text,
  threeNumbers,
  units,
  yesNo,
} from '../setting/fields';
import {
  unusedWhere,
  unusedWithHardTargets,
  unusedWithOneOrder,
  unusedWithoutPool,
  unusedWithoutRounds,
  unusedWithoutStudents,
  unusedWithSmallerStudents,
} from '../setting/unused';
import { modelProblems } from './consistency';

const shape = section(
  { title: { en: 'Recipe', ko: '레시피' } },
  {
    name: text({
      group: 'images',
      essential: true,
      words: {
        en: { title: 'Name', help: 'What this recipe is called in lists and reports.' },
        ko: { title: '이름', help: '목록과 보고서에 나타나는 레시피의 이름입니다.' },
      },
    }),
    method: choice(methodNames, {
      group: 'models',
      essential: true,
      optionWords: methodWords,
      words: {
        en: { title: 'Method', help: methodsHelp('en') },
        ko: { title: '방법', help: methodsHelp('ko') },
      },
      paper: 'noisy-student',
      older: 'noisy-student',
    }),
    imageSize: integer({
      group: 'images',
      essential: true,
      words: {
        en: {
          title: 'Image size',
          help: 'Images are resized to squares of this side; the paper trains L2 at 475 and fixes it at 800, which no single machine holds (paper-imagenet keeps 142 TB a step; workstation is for one GPU).',
        },
        ko: {
          title: '이미지 크기',
          help: '이미지를 한 변이 이 길이인 정사각형으로 바꿉니다. 논문은 L2를 475로 학습하고 800으로 보정하는데, 컴퓨터 한 대로는 감당할 수 없습니다(paper-imagenet은 한 스텝에 142 TB를 유지하며, GPU 하나에는 workstation이 알맞습니다).',
        },
      },
      paper: 475,
      unit: units.pixels,
      min: 8,
      max: 1024,
    }),
    fit: choice(fits, {
      group: 'images',
      words: {
        en: {
          title: 'Fit',
          help: 'How a picture becomes a square: cover keeps the middle, contain shows the whole picture with black bars, squeeze distorts the whole picture.',
        },
        ko: {
          title: '맞춤 방식',
          help: '그림을 정사각형으로 만드는 방식입니다. cover는 가운데를 남기고 넘치는 부분을 자르고, contain은 검은 띠를 더하며, squeeze는 비율을 버리고 전체를 담습니다.',
        },
      },
      paper: 'cover',
      older: 'cover',
    }),
    cacheSide: integerOr('auto', {
      group: 'images',
      words: {
        en: {
          title: 'Cached side',
          help: 'Side of the cached images from which random crops are taken; auto is 1.5 times the largest image size. Without random crops it is the image size.',
        },
        ko: {
          title: '캐시 크기',
          help: '무작위 자르기의 원본이 되는 캐시 이미지의 한 변입니다. auto는 가장 큰 이미지 크기의 1.5배이며, 무작위 자르기가 없으면 이미지 크기와 같습니다.',
        },
      },
      unit: units.pixels,
      min: 8,
      max: 2048,
      older: 'auto',
      unused: [
        {
          when: (read) => ['student', 'teacher'].every((who) => read(`noise.${who}.cropArea`) === 1),
          why: {
            en: 'Not used: there are no random crops.',
            ko: '쓰이지 않음: 이미지의 일부를 무작위로 자르지 않습니다.',
          },
        },
      ],
    }),
    validationShare: number({
      group: 'images',
      essential: true,
      words: {
        en: {
          title: 'Validation share',
          help: 'Share of the labelled images held out of training, for early stopping and for the out-of-domain limit.',
        },
        ko: {
          title: '검증 비율',
          help: '조기 종료와 도메인 외 한계를 정하기 위해 학습에서 따로 떼어 두는 라벨된 이미지의 비율입니다.',
        },
      },
      min: 0,
      max: 0.9,
      slider: { min: 0, max: 0.5, step: 0.01 },
    }),
    poolShare: number({
      group: 'images',
      words: {
        en: {
          title: 'Share of the pool',
          help: 'Share of the unlabelled images that an experiment uses, drawn by its seed and the images’ contents: a smaller share is part of a larger one. For studies of the size of the pool.',
        },
        ko: {
          title: '풀의 비율',
          help: '실험에 쓸 라벨 없는 이미지의 비율입니다. 시드와 이미지 내용으로 뽑으므로 작은 비율은 큰 비율의 일부입니다. 풀의 크기가 주는 효과를 연구할 때 씁니다.',
        },
      },
      paper: 1,
      min: 0.001,
      max: 1,
      older: 1,
      unused: unusedWithoutPool,
    }),
    mean: threeNumbers({
      group: 'images',
      words: {
        en: { title: 'Mean', help: 'Subtracted from red, green and blue (as shares of 255).' },
        ko: { title: '평균', help: '빨강, 초록, 파랑에서 빼는 값입니다(255에 대한 비율).' },
      },
      paper: [0.485, 0.456, 0.406],
      min: 0,
      max: 1,
    }),
    std: threeNumbers({
      group: 'images',
      words: {
        en: { title: 'Deviation', help: 'Red, green and blue are divided by this (as shares of 255).' },
        ko: { title: '표준 편차', help: '빨강, 초록, 파랑을 나누는 값입니다(255에 대한 비율).' },
      },
      paper: [0.229, 0.224, 0.225],
      min: 0.001,
      max: 1,
    }),
    teacher: teacherSchema,
    // The last entry repeats.
    students: z.array(studentSchema).min(1).max(20),
    iterations: integer({
      group: 'models',
      essential: true,
      words: {
        en: {
          title: 'Iterations',
          help: 'How often a student is trained and becomes the next teacher; the paper found three best.',
        },
        ko: {
          title: '반복 횟수',
          help: '학생 모델을 학습하여 다음 교사 모델로 삼는 횟수입니다. 논문에서는 3회가 가장 좋았습니다.',
        },
      },
      paper: 3,
      min: 0,
      max: 20,
      unused: [unusedWithoutRounds],
    }),
    promote: choice(['best', 'newest'], {
      group: 'models',
      words: {
        en: {
          title: 'Next teacher',
          help: 'best lets a student take the teacher’s place unless it is worse on validation by more than the standard error of the difference; newest always does, as in the paper.',
        },
        ko: {
          title: '다음 교사 모델',
          help: 'best는 검증 정확도가 차이의 표준 오차보다 더 나쁘지 않을 때만 학생 모델이 교사 자리를 이어받게 하고, newest는 논문처럼 항상 이어받게 합니다.',
        },
      },
      paper: 'newest',
      // In older recipes, too, a worse student must not become the next teacher.
      older: 'best',
      unused: unusedWithoutStudents,
    }),
    initialise: choice(['scratch', 'teacher'], {
      group: 'models',
      words: {
        en: {
          title: 'Student starts from',
          help: 'scratch starts from random weights: sometimes better, but takes longer. teacher copies the teacher’s weights, for equal models only.',
        },
        ko: {
          title: '학생 모델의 초기값',
          help: 'scratch는 가중치를 새로 뽑으며 더 오래 걸리지만 더 나을 때가 있습니다. teacher는 교사 모델의 가중치를 복사하며 같은 모델일 때만 쓸 수 있습니다.',
        },
      },
      paper: 'scratch',
      unused: unusedWithoutStudents,
    }),
    chooseBy: choice(countMetricNames, {
      group: 'models',
      words: {
        en: {
          title: 'Best model by',
          help: `What makes a model the best on validation, for the next teacher, early stopping, export and prediction. ${countMetricHelp('en')}`,
        },
        ko: {
          title: '가장 좋은 모델의 기준',
          help: `검증 이미지에서 어떤 모델이 가장 좋은지 정하는 지표입니다. 다음 교사 모델, 조기 종료, 내보내기, 예측에 쓰입니다. ${countMetricHelp('ko')}`,
        },
      },
      older: 'accuracy',
    }),
    order: choice(orders, {
      group: 'models',
      words: {
        en: {
          title: 'Order',
          help: 'joint trains a student on labelled and pseudo-labelled images together (better in the paper); pretrain-finetune trains it on the pseudo-labelled ones first and fine-tunes it on the labelled ones.',
        },
        ko: {
          title: '순서',
          help: 'joint는 학생 모델을 라벨된 이미지와 의사 라벨 이미지로 함께 학습하고(논문에서 더 좋음), pretrain-finetune은 의사 라벨 이미지로 먼저 사전 학습한 뒤 라벨된 이미지로 미세 조정합니다.',
        },
      },
      paper: 'joint',
      older: 'joint',
      unused: [...unusedWithoutStudents, unusedWithOneOrder],
    }),
    distillation: yesNo({
      group: 'models',
      words: {
        en: {
          title: 'Allow a smaller student',
          help: 'Noisy Student needs a student at least as large as its teacher; this allows knowledge distillation instead.',
        },
        ko: {
          title: '더 작은 학생 모델 허용',
          help: 'Noisy Student의 학생 모델은 교사 모델보다 작지 않아야 합니다. 이 설정은 대신 지식 증류를 허용합니다.',
        },
      },
      paper: false,
      unused: [...unusedWithoutStudents, unusedWithSmallerStudents],
    }),
    noise: noiseSchema,
    poolNoise: poolNoiseSchema,
    labelling: labellingSchema,
    selection: selectionSchema,
    targets: choice(['soft', 'hard'], {
      group: 'selection',
      words: {
        en: {
          title: 'Pseudo-label targets',
          help: 'soft keeps the teacher’s distribution (better, above all on out-of-domain images); hard takes its best class.',
        },
        ko: {
          title: '의사 라벨 타깃',
          help: 'soft는 교사 모델의 분포를 그대로 쓰며(특히 도메인 외 이미지에서 더 좋음), hard는 가장 확률이 높은 클래스를 씁니다.',
        },
      },
      paper: 'soft',
      unused: [...unusedWithoutStudents, unusedWithHardTargets],
    }),
    targetTemperature: number({
      group: 'selection',
      words: {
        en: {
          title: 'Target temperature',
          help: 'Soft targets are raised to 1/T and normalised: below 1 sharper, above 1 flatter.',
        },
        ko: {
          title: '타깃 온도',
          help: '소프트 타깃을 1/T 제곱하고 정규화합니다. 1보다 작으면 뾰족해지고 크면 평평해집니다.',
        },
      },
      paper: 1,
      min: 0.05,
      max: 20,
      unused: [
        ...unusedWithoutStudents,
        unusedWithHardTargets,
        unusedWhere('targets', 'hard', {
          en: 'Not used: hard targets have no temperature.',
          ko: '쓰이지 않음: 하드 타깃에는 온도가 없습니다.',
        }),
      ],
    }),
    consistency: consistencySchema,
    training: trainingSchema,
    fineTune: fineTuneSchema,
    resolutionFix: fixSchema,
    inferenceBatch: integer({
      group: 'running',
      words: {
        en: {
          title: 'Inference batch',
          help: 'Largest number of images in one step of labelling and evaluation; fewer if memory is short.',
        },
        ko: {
          title: '추론 배치',
          help: '라벨링과 평가에서 한 스텝에 처리하는 최대 이미지 수입니다. 메모리가 모자라면 더 적게 처리합니다.',
        },
      },
      unit: units.images,
      min: 1,
      max: 65_536,
    }),
  },
);

/** The settings without the rules between them; `describeRecipe` walks it. */
export const recipeShape = shape;

/** A whole recipe. Rules between settings (model sizes, resolution) are checked after every single one is valid. */
export const recipeSchema = shape.superRefine((recipe, context) => {
  for (const { path, error } of modelProblems(recipe))
    context.addIssue({ code: 'custom', path, message: error.message, params: { error } });
});

export type Recipe = z.infer<typeof shape>;
/** The settings of a teacher’s model; they include those of a student’s. */
export type ModelSettings = Recipe['teacher'];
export type StudentSettings = Recipe['students'][number];
export type InputNoise = Recipe['noise']['student'];
/** Which kinds of noise pseudo-labelled images have. */
export type PoolNoise = Recipe['poolNoise'];
export type TrainingSettings = Recipe['training'];
export type SelectionSettings = Recipe['selection'];
export type TrainingLength = TrainingSettings['teacherLength'];

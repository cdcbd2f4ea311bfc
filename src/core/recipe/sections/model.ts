import type { z } from 'zod';
import { encoderArch } from '../../encoder/card';
import { archNames } from '../../network/arch';
import type { InEach } from '../../words/language';
import { choice, integerOrNull, number, section, text, units } from '../setting/fields';
import {
  type Unused,
  unusedAfterLastIteration,
  unusedWhere,
  unusedWithEncoder,
  unusedWithoutNoise,
  unusedWithoutStudents,
} from '../setting/unused';

const networksHelp = {
  en: 'small … small-2 are for 28 to 64 pixel images on a CPU, b0 … b8 and l2 are EfficientNets, lite0 … lite4 EfficientNet-Lite (no squeeze-excite, ReLU6), v2-b0 … v2-m EfficientNetV2.',
  ko: 'small … small-2는 CPU에서 28–64픽셀 이미지에, b0 … b8과 l2는 EfficientNet, lite0 … lite4는 EfficientNet-Lite(squeeze-excite 없이 ReLU6), v2-b0 … v2-m은 EfficientNetV2입니다.',
};

const networkOfRecipe = choice(archNames, {
  essential: true,
  words: {
    en: { title: 'Model', help: networksHelp.en },
    ko: { title: '모델', help: networksHelp.ko },
  },
  paper: 'l2',
});

const networkOrEncoder = choice([...archNames, encoderArch], {
  essential: true,
  words: {
    en: {
      title: 'Model',
      help: `${networksHelp.en} encoder is an image encoder that was added from an ONNX file, chosen by its weights: it stays frozen, and a linear classifier on its features is trained.`,
    },
    ko: {
      title: '모델',
      help: `${networksHelp.ko} encoder는 ONNX 파일로 추가해 가중치 이름으로 고르는 이미지 인코더입니다. 인코더는 학습하지 않고 그 특징 위의 선형 분류기만 학습합니다.`,
    },
  },
  paper: 'l2',
});

interface ModelSection {
  readonly unused?: readonly Unused[];
  /** When the model needs no weights of its own. */
  readonly fromTeacher?: Unused;
  /** When it is not trained with noise. */
  readonly noiseless: readonly Unused[];
}

const model = <A extends z.ZodType>(
  title: InEach<string>,
  arch: A,
  { unused, fromTeacher, noiseless }: ModelSection,
) =>
  section(
    { title, group: 'models', unused },
    {
      arch,
      weights: text({
        words: {
          en: {
            title: 'Starts from',
            help: 'Pretrained weights by name, such as tf_efficientnet_lite0.in1k, or none to start from scratch; for an encoder, its name. Mean, deviation and padding then come from the weights, and the classifier is new.',
          },
          ko: {
            title: '시작 가중치',
            help: 'tf_efficientnet_lite0.in1k처럼 사전 학습 가중치의 이름이며, none이면 처음부터 학습합니다. 인코더라면 인코더의 이름입니다. 평균, 표준편차, 패딩은 가중치의 것을 따르고 분류기는 새로 만듭니다.',
          },
        },
        paper: 'none',
        older: 'none',
        unused: fromTeacher && [fromTeacher],
      }),
      size: integerOrNull({
        words: {
          en: {
            title: 'Size',
            help: 'Side of the images that this model is trained on, none for the recipe’s image size (or an encoder’s own): a larger student may see larger images than its teacher.',
          },
          ko: {
            title: '크기',
            help: '이 모델이 학습하는 이미지의 한 변입니다. 없으면 레시피의 이미지 크기를, 인코더라면 인코더의 크기를 씁니다. 더 큰 학생 모델은 교사 모델보다 큰 이미지를 볼 수 있습니다.',
          },
        },
        unit: units.pixels,
        min: 8,
        max: 1024,
        older: null,
      }),
      dropout: number({
        words: {
          en: {
            title: 'Dropout',
            help: 'Share of the features dropped before the classifier during training (model noise).',
          },
          ko: {
            title: '드롭아웃',
            help: '학습할 때 분류기 앞에서 버리는 특징의 비율입니다(모델 노이즈).',
          },
        },
        paper: 0.5,
        min: 0,
        max: 0.95,
        unused: noiseless,
      }),
      survival: number({
        words: {
          en: {
            title: 'Survival of the last block',
            help: 'Stochastic depth: the last block is kept with this probability, earlier ones with linearly more (model noise).',
          },
          ko: {
            title: '마지막 블록의 생존 확률',
            help: '확률적 깊이(stochastic depth): 마지막 블록은 이 확률로 유지되며, 앞의 블록일수록 선형으로 높아집니다(모델 노이즈).',
          },
        },
        paper: 0.8,
        min: 0.05,
        max: 1,
        unused: noiseless,
      }),
    },
  );

/** The first model, trained on labelled images only. */
export const teacherSchema = model({ en: 'Teacher', ko: '교사 모델' }, networkOrEncoder, {
  noiseless: [unusedWithoutNoise('teacher'), unusedWithEncoder],
});

/** The model of one iteration. */
export const studentSchema = model({ en: 'Student', ko: '학생 모델' }, networkOfRecipe, {
  unused: [...unusedWithoutStudents, unusedAfterLastIteration],
  noiseless: [unusedWithoutNoise('student')],
  fromTeacher: unusedWhere('initialise', 'teacher', {
    en: 'Not used: students start from their teacher’s weights.',
    ko: '쓰이지 않음: 학생 모델은 교사 모델의 가중치에서 시작합니다.',
  }),
});

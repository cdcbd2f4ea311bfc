import { archNames } from '../network/arch';
import type { InEach } from '../words/language';
import { choice, number, section } from './fields';
import { type Unused, unusedAfterLastIteration, unusedWithoutStudents } from './unused';

const model = (title: InEach<string>, unused?: readonly Unused[]) =>
  section(
    { title, group: 'models', unused },
    {
      arch: choice(archNames, {
        essential: true,
        words: {
          en: {
            title: 'Model',
            help: 'small … small-2 are for 28 to 64 pixel images on a CPU, b0 … b7 and l2 are EfficientNets, lite0 … lite4 EfficientNet-Lite (no squeeze-excite, ReLU6), v2-b0 … v2-m EfficientNetV2.',
          },
          ko: {
            title: '모델',
            help: 'small … small-2는 CPU에서 28–64픽셀 이미지에, b0 … b7과 l2는 EfficientNet, lite0 … lite4는 EfficientNet-Lite(squeeze-excite 없이 ReLU6), v2-b0 … v2-m은 EfficientNetV2입니다.',
          },
        },
        paper: 'l2',
      }),
      dropout: number({
        words: {
          en: {
            title: 'Dropout',
            help: 'Share of the features dropped before the classifier while training (model noise).',
          },
          ko: {
            title: '드롭아웃',
            help: '학습할 때 분류기 앞에서 버리는 특징의 비율입니다(모델 노이즈).',
          },
        },
        paper: 0.5,
        min: 0,
        max: 0.95,
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
      }),
    },
  );

/** The first model, trained on labelled images only. */
export const teacherSchema = model({ en: 'Teacher', ko: '교사 모델' });

/** The model of one iteration. */
export const studentSchema = model({ en: 'Student', ko: '학생 모델' }, [
  ...unusedWithoutStudents,
  unusedAfterLastIteration,
]);

import { laterSection, number, numberOr, units } from '../setting/fields';
import { unusedWithoutFinetuning, unusedWithoutStudents } from '../setting/unused';

const unused = [...unusedWithoutStudents, unusedWithoutFinetuning];

/** How a student that was pre-trained on pseudo-labelled images learns the labelled ones after that. */
export const fineTuneSchema = laterSection(
  { title: { en: 'Fine-tuning', ko: '미세 조정' }, group: 'training', part: 'fine-tune', unused },
  {
    epochs: numberOr('auto', {
      words: {
        en: {
          title: 'Length',
          help: 'Epochs over the labelled images after the pre-training, which is as long as the student’s training; auto takes the teacher’s length.',
        },
        ko: {
          title: '길이',
          help: '사전 학습(학생 모델의 학습 길이만큼) 뒤에 라벨된 이미지를 몇 에포크 학습할지 정합니다. auto는 교사 모델의 길이를 씁니다.',
        },
      },
      unit: units.epochs,
      min: 0.01,
      max: 100_000,
      older: 'auto',
    }),
    rate: number({
      words: {
        en: {
          title: 'Learning rate',
          help: 'Share of the training’s learning rate: the full rate would undo what was learnt from the pool.',
        },
        ko: {
          title: '학습률',
          help: '학습의 학습률에 대한 비율입니다. 그대로 쓰면 풀에서 배운 것을 지울 수 있습니다.',
        },
      },
      min: 0.0001,
      max: 1,
      older: 0.1,
    }),
  },
);

import { labellingViewNames } from '../../methods/views';
import { choice, integer, laterSection, numbers, yesNo } from '../setting/fields';
import {
  unusedWhere,
  unusedWithoutAnyNoise,
  unusedWithoutResizing,
  unusedWithoutStudents,
} from '../setting/unused';

const looksOnce = unusedWhere('labelling.noise', true, {
  en: 'Not used: a teacher that labels with noise predicts each image once.',
  ko: '쓰이지 않음: 노이즈를 받으며 라벨을 붙이는 교사 모델은 이미지마다 한 번만 봅니다.',
});

/** How a teacher sees the images of the pool that it labels. */
export const labellingSchema = laterSection(
  {
    title: { en: 'Labelling', ko: '라벨링' },
    group: 'selection',
    unused: unusedWithoutStudents,
  },
  {
    noise: yesNo({
      words: {
        en: {
          title: 'Labelling with noise',
          help: 'Labels the pool with the noise of the teacher’s own training (input noise, dropout, stochastic depth), which made students worse in the paper. An encoder has no noise. Without a GPU it is slower.',
        },
        ko: {
          title: '노이즈를 받는 라벨링',
          help: '교사 모델이 학습할 때의 노이즈(입력 노이즈, 드롭아웃, 확률적 깊이)를 받으며 풀에 라벨을 붙입니다. 논문에서는 학생 모델이 더 나빠졌습니다. 인코더에는 노이즈가 없습니다. GPU가 없으면 더 느립니다.',
        },
      },
      paper: false,
      older: false,
      unused: [unusedWithoutAnyNoise],
    }),
    views: choice(['auto', ...labellingViewNames], {
      words: {
        en: {
          title: 'Looks at an image',
          help: 'The views from which the teacher labels each image; the probabilities are the mean over all views. one: the image as it is; mirrored: also flipped left to right; scaled: at several sizes; mirrored-scaled: both. auto is the method’s choice: mirrored-scaled for data distillation, otherwise one.',
        },
        ko: {
          title: '이미지를 보는 방식',
          help: '교사 모델이 라벨을 붙일 이미지를 보는 방식이며, 확률은 모든 모습의 평균입니다. one은 있는 그대로, mirrored는 좌우 반전도, scaled는 여러 크기로, mirrored-scaled는 둘 다입니다. auto는 방법을 따릅니다(데이터 증류는 mirrored-scaled, 그 밖에는 one).',
        },
      },
      older: 'auto',
      unused: [looksOnce],
    }),
    scales: numbers({
      words: {
        en: {
          title: 'Sizes of the looks',
          help: 'Image sizes for these views, relative to that of the training; each size needs a cache of decoded images. An encoder has only its own size.',
        },
        ko: {
          title: '보는 크기',
          help: '신경망이 이미지를 보는 크기로, 학습할 때의 한 변에 대한 배수입니다. 크기마다 디코딩한 이미지의 캐시가 필요합니다. 인코더는 자기 크기로만 봅니다.',
        },
      },
      min: 0.5,
      max: 2,
      older: [0.8, 1, 1.2],
      unused: [looksOnce, unusedWithoutResizing],
    }),
    earlierModels: integer({
      words: {
        en: {
          title: 'Earlier models that label too',
          help: 'How many earlier models of the experiment, the newest first, label together with the teacher; each has the same weight. The first teacher has none.',
        },
        ko: {
          title: '함께 라벨을 붙이는 이전 모델',
          help: '교사 모델보다 먼저 학습된 이 실험의 모델 가운데 가장 최근의 것부터 이 수만큼 함께 라벨을 붙이며, 모두 같은 비중입니다. 첫 교사 모델보다 앞선 모델은 없습니다.',
        },
      },
      min: 0,
      max: 20,
      older: 0,
      unused: [looksOnce],
    }),
  },
);

import { laterSection, yesNo } from './fields';
import { unusedWithoutAnyNoise, unusedWithoutStudents } from './unused';

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
          help: 'yes labels the pool with the noise of the teacher’s own training (input noise, dropout, stochastic depth), which made students worse in the paper. An encoder has no noise. Without a GPU it is slower.',
        },
        ko: {
          title: '노이즈를 받는 라벨링',
          help: '예로 하면 교사 모델이 학습할 때의 노이즈(입력 노이즈, 드롭아웃, 확률적 깊이)를 받으며 풀에 라벨을 붙입니다. 논문에서는 학생 모델이 더 나빠졌습니다. 인코더에는 노이즈가 없습니다. GPU가 없으면 더 느립니다.',
        },
      },
      paper: false,
      older: false,
      unused: [unusedWithoutAnyNoise],
    }),
  },
);

import type { Method } from './method';

/** One training on labelled images: what every other method is held against. */
export const supervised: Method = {
  first: { pseudoLabelled: false, noise: 'teacher' },
  round: null,
  words: {
    en: { title: 'Supervised', help: 'One model learns from the labelled images alone.' },
    ko: { title: '지도 학습', help: '모델 하나가 라벨된 이미지만으로 학습합니다.' },
  },
};

import type { Method } from './method';

/** One training on labelled images: the baseline of every other method. */
export const supervised: Method = {
  first: { stage: 'train', run: 'model', objective: 'cross-entropy', pool: 'none', poolViews: 0 },
  round: [],
  words: {
    en: {
      title: 'Supervised',
      help: 'One model learns only from the labelled images.',
      fits: 'Use it to see what the pool adds, or if there is no pool.',
    },
    ko: {
      title: '지도 학습',
      help: '모델 하나가 라벨된 이미지만으로 학습합니다.',
      fits: '풀이 얼마나 도움이 되는지 견주거나 풀이 없을 때 쓰세요.',
    },
  },
};

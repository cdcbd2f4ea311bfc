import type { Method } from './method';

/** FixMatch (Sohn et al. 2020): one training in which the model labels the pool for itself, step by step. */
export const fixmatch: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'fixmatch',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { threshold: 0.95, temperature: 0, weight: 1, rampUp: 0 },
  },
  round: [],
  words: {
    en: {
      title: 'FixMatch',
      help: 'One model learns from labelled images and the pool at once: if it is confident of a weakly changed image, it learns the same class for a strongly changed copy.',
      fits: 'Use it with few labels, if all images of the pool belong to your classes: no pseudo-labels are reviewed, and nothing is set aside.',
    },
    ko: {
      title: 'FixMatch',
      help: '모델 하나가 라벨된 이미지와 풀을 동시에 학습합니다. 약하게 변형한 이미지를 확신하면, 강하게 변형한 같은 이미지에서도 그 클래스를 학습합니다.',
      fits: '라벨이 아주 적고 풀의 이미지가 모두 내 클래스에 속할 때 쓰세요. 라벨을 붙이거나 살펴보거나 제외하는 단계가 없습니다.',
    },
  },
};

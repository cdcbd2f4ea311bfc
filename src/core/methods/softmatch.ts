import type { Method } from './method';

/**
 * SoftMatch (Chen et al. 2023): FixMatch without a threshold. An image counts by a Gaussian of how far the model is less sure of it than of the
 * mean image, after what it says of the pool was evened out over the classes.
 */
export const softmatch: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'softmatch',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { temperature: 0, weight: 1, rampUp: 0, stateDecay: 0.999 },
  },
  round: [],
  words: {
    en: {
      title: 'SoftMatch',
      help: 'As FixMatch, but no image is left out: each counts the more, the surer the model is of it beside the others.',
      fits: 'Take it where a threshold would leave much of the pool unused, and where the pool has all classes about equally often.',
    },
    ko: {
      title: 'SoftMatch',
      help: 'FixMatch와 같지만 제외하는 이미지가 없습니다. 다른 이미지에 비해 모델이 확신할수록 더 큰 비중을 갖습니다.',
      fits: '임계값 때문에 풀을 많이 쓰지 못하고 풀에 모든 클래스가 비슷하게 있을 때 쓰세요.',
    },
  },
};

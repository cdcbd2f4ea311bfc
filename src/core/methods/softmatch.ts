import type { Method } from './method';

/**
 * SoftMatch (Chen et al. 2023): FixMatch without a threshold. The weight of an image is a Gaussian of how far the model's confidence is
 * below its mean confidence, after the predictions for the pool were balanced over the classes.
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
      help: 'Like FixMatch, but no image is left out: the more confident the model is of an image relative to the others, the more the image counts.',
      fits: 'Use it if a threshold would leave much of the pool unused, and if all classes are about equally frequent in the pool.',
    },
    ko: {
      title: 'SoftMatch',
      help: 'FixMatch와 같지만 제외하는 이미지가 없습니다. 다른 이미지에 비해 모델이 확신할수록 더 큰 비중을 갖습니다.',
      fits: '임계값 때문에 풀을 많이 쓰지 못하고 풀에 모든 클래스가 비슷하게 있을 때 쓰세요.',
    },
  },
};

import type { Method } from './method';

/**
 * FlexMatch (Zhang et al. 2021): FixMatch with a threshold for each class, which is lower for a class of which few images of the pool are
 * learnt yet. It remembers, for each image of the pool, the class as which it was learnt.
 */
export const flexmatch: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'flexmatch',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { threshold: 0.95, temperature: 0, weight: 1, rampUp: 0 },
  },
  round: [],
  words: {
    en: {
      title: 'FlexMatch',
      help: 'Like FixMatch, but with a lower threshold for classes that few images of the pool have reached so far.',
      fits: 'Use it instead of FixMatch if some classes are harder than others, or if few images pass its threshold.',
    },
    ko: {
      title: 'FlexMatch',
      help: 'FixMatch와 같지만, 풀에서 아직 확신하는 이미지가 적은 클래스는 임계값이 낮아집니다.',
      fits: '어려운 클래스가 섞여 있거나 FixMatch의 임계값을 넘는 이미지가 적을 때 대신 쓰세요.',
    },
  },
};

import type { Method } from './method';

/**
 * FlexMatch (Zhang et al. 2021): FixMatch with a threshold for each class, lower where few images of the pool are learnt yet. It remembers of each
 * image of the pool as what it was learnt.
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
      help: 'As FixMatch, but classes that few images of the pool are sure of yet have a lower threshold.',
      fits: 'Take it in the place of FixMatch where some classes are harder than others, or where few images pass its threshold.',
    },
    ko: {
      title: 'FlexMatch',
      help: 'FixMatch와 같지만, 풀에서 아직 확신하는 이미지가 적은 클래스는 임계값이 낮아집니다.',
      fits: '어려운 클래스가 섞여 있거나 FixMatch의 임계값을 넘는 이미지가 적을 때 대신 쓰세요.',
    },
  },
};

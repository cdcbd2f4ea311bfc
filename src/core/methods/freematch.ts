import type { Method } from './method';

/**
 * FreeMatch (Wang et al. 2023): FixMatch with thresholds that set themselves. A threshold for all classes follows the model's mean
 * confidence, one for each class follows its predictions for the pool, and a fairness term keeps its classes as balanced on strong views as
 * on weak ones.
 */
export const freematch: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'freematch',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { temperature: 0, weight: 1, rampUp: 0, stateDecay: 0.999, fairness: 0.01 },
  },
  round: [],
  words: {
    en: {
      title: 'FreeMatch',
      help: 'Like FixMatch, but the thresholds follow the model’s confidence, overall and for each class.',
      fits: 'Use it if you do not know which threshold suits, and if all classes are about equally frequent in the pool; with very few labels it learns fastest.',
    },
    ko: {
      title: 'FreeMatch',
      help: 'FixMatch와 같지만, 임계값이 모델이 전체로나 클래스별로나 얼마나 확신하게 되었는지를 따라 바뀝니다.',
      fits: '어떤 임계값이 맞는지 모르고 풀에 모든 클래스가 비슷하게 있을 때 쓰세요. 라벨이 아주 적을 때 가장 일찍 배웁니다.',
    },
  },
};

import type { Method } from './method';

/**
 * Mean Teacher (Tarvainen and Valpola 2017): one training in which the averaged weights provide the target at every step: what the network
 * should predict for another view of the pool's images. Weight and ramp-up are USB's, the decay is the authors'.
 */
export const meanTeacher: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'mean-teacher',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { weight: 50, rampUp: 0.4, teacherDecay: 0.999 },
  },
  round: [],
  words: {
    en: {
      title: 'Mean Teacher',
      help: 'One model learns from labelled images and, at the same time, to agree with the average of its own weights on differently changed copies of the pool’s images.',
      fits: 'Use it if the model is rarely confident on the pool, so that few images would pass FixMatch’s threshold.',
    },
    ko: {
      title: 'Mean Teacher',
      help: '모델 하나가 라벨된 이미지를 학습하면서, 풀의 이미지에 대해서는 자기 가중치의 평균이 다르게 변형한 같은 이미지에 내놓는 예측을 따라 배웁니다.',
      fits: '모델이 풀을 확신하는 일이 드물어 FixMatch의 임계값을 넘는 이미지가 적을 때 쓰세요.',
    },
  },
};

import type { Method } from './method';

/**
 * Pseudo-Label (Lee 2013): one training in which the model's best class for an image of the pool is the image's target in the same step.
 * The weight, 3 at the end of its rise, and the shape of the rise are Lee's; that the rise ends after 0.4 of the training is USB's, since
 * Lee counts in epochs of MNIST.
 */
export const pseudoLabel: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'pseudo-label',
    pool: 'unlabelled',
    poolViews: 1,
    consistency: { weight: 3, rampUp: 0.4 },
  },
  round: [],
  words: {
    en: {
      title: 'Pseudo-Label',
      help: 'One model learns from labelled images and, increasingly, from its own best class for each image of the pool, in the same step.',
      fits: 'Use it if there are many labels per class or pretrained weights, and if images must not be changed strongly; with few labels it learns its own mistakes.',
    },
    ko: {
      title: '의사 라벨(Lee 2013)',
      help: '모델 하나가 라벨된 이미지를 학습하면서, 같은 스텝에서 자기가 풀의 이미지마다 가장 확률이 높다고 본 클래스도 점점 더 큰 비중으로 학습합니다.',
      fits: '클래스마다 라벨이 많거나 사전 학습 가중치가 있고, 이미지를 강하게 변형하기 어려울 때 쓰세요. 라벨이 적으면 자기 실수를 배웁니다.',
    },
  },
};

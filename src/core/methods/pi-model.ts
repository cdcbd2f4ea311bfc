import type { Method } from './method';

/**
 * The Pi-model (Laine and Aila 2017): one training that learns to predict the same for two noised views of an image. Their loss is
 * (labelled images / all) x 100 x the mean square, beside the cross entropy of labelled images summed over the whole batch; this is a
 * weight of 100 beside a mean over labelled images. The weight rises over 80 of 300 epochs.
 */
export const piModel: Method = {
  first: {
    stage: 'train',
    run: 'model',
    objective: 'pi-model',
    pool: 'unlabelled',
    poolViews: 2,
    consistency: { weight: 100, rampUp: 0.27 },
  },
  round: [],
  words: {
    en: {
      title: 'Pi-model',
      help: 'One model learns from labelled images and, at the same time, to give the same output for two differently changed copies of each image of the pool.',
      fits: 'Use it to see what agreement between two views is worth by itself; Mean Teacher does the same with a steadier target.',
    },
    ko: {
      title: 'Pi 모델',
      help: '모델 하나가 라벨된 이미지를 학습하면서, 풀의 이미지마다 서로 다르게 변형한 두 사본에 같은 예측을 하도록 배웁니다.',
      fits: '두 변형의 일치만으로 얼마나 도움이 되는지 볼 때 쓰세요. Mean Teacher는 목표가 더 안정된 같은 방법입니다.',
    },
  },
};

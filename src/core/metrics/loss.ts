import { outputMetric } from './metric';

/** Mean of -log(probability of the label), in nats. */
export const loss = outputMetric({
  name: 'loss',
  words: {
    en: {
      title: 'Log loss',
      short: 'Log loss',
      help: 'Mean negative log probability of the label: one confident mistake costs a lot.',
    },
    ko: {
      title: '로그 손실',
      short: '로그 손실',
      help: '라벨에 준 확률의 음의 로그 평균입니다. 확신에 찬 실수 하나가 크게 작용합니다.',
    },
  },
  better: 'lower',
  unit: 'nats',
  measure: ({ labelProbability }) => meanLoss(labelProbability),
});

/** Mean of -log(p) over the probabilities of labels, `[images]`, in nats; NaN for no images. */
export function meanLoss(labelProbability: ArrayLike<number>): number {
  let sum = 0;
  // Clipped like Keras' epsilon, so that one confident mistake does not make the mean infinite.
  for (let i = 0; i < labelProbability.length; i++) sum -= Math.log(Math.max(labelProbability[i], 1e-7));
  return sum / labelProbability.length;
}

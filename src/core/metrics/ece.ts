import { calibration } from './calibration';
import { outputMetric } from './metric';

/** How far confidence and accuracy are apart, on average over 15 bins. */
export const ece = outputMetric({
  name: 'ece',
  words: {
    en: {
      title: 'Expected calibration error',
      short: 'ECE',
      help: 'How far confidence and accuracy are apart, on average over 15 bins of confidence.',
    },
    ko: {
      title: '기대 보정 오차',
      short: 'ECE',
      help: '15개 구간에서 신뢰도와 정확도가 평균적으로 얼마나 벌어져 있는지 나타냅니다.',
    },
  },
  better: 'lower',
  unit: 'share',
  measure: ({ confidence, predicted, labels }) => calibration(confidence, predicted, labels).ece,
});

import { countMetric } from './metric';

/** Share of images whose predicted class is their label. */
export const accuracy = countMetric({
  name: 'accuracy',
  words: {
    en: {
      title: 'Accuracy',
      short: 'Accuracy',
      help: 'Share of the images whose predicted class is their label.',
    },
    ko: { title: '정확도', short: '정확도', help: '예측한 클래스가 라벨과 같은 이미지의 비율입니다.' },
  },
  better: 'higher',
  unit: 'share',
  measure: ({ right, images }) => right.reduce((sum, each) => sum + each, 0) / images,
});

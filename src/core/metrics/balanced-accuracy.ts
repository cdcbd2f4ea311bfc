import { countMetric } from './metric';

/** Mean recall of the classes that have images, as scikit-learn's `balanced_accuracy_score`. */
export const balancedAccuracy = countMetric({
  name: 'balancedAccuracy',
  words: {
    en: {
      title: 'Balanced accuracy',
      short: 'Balanced',
      help: 'Mean recall over the classes: a rare class counts as much as a common one.',
    },
    ko: {
      title: '균형 정확도',
      short: '균형',
      help: '클래스마다 찾아낸 이미지 비율의 평균입니다. 드문 클래스도 흔한 클래스와 똑같이 셉니다.',
    },
  },
  better: 'higher',
  unit: 'share',
  beside: true,
  measure: ({ right, labelled, classes }) => {
    let [sum, measured] = [0, 0];
    for (let c = 0; c < classes; c++) {
      if (labelled[c] <= 0) continue;
      sum += right[c] / labelled[c];
      measured++;
    }
    return sum / measured;
  },
});

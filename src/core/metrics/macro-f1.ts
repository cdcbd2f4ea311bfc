import { countMetric } from './metric';

/** Mean F1 of the classes that are a label or a prediction of any image, as scikit-learn's `f1_score(average="macro")`. */
export const macroF1 = countMetric({
  name: 'macroF1',
  words: {
    en: {
      title: 'Macro F1',
      short: 'Macro F1',
      help: 'Mean F1 over the classes; F1 is low if a class is missed or others are mistaken for it.',
    },
    ko: {
      title: '매크로 F1',
      short: '매크로 F1',
      help: '클래스별 F1의 평균입니다. 클래스를 놓치거나 다른 클래스를 그 클래스로 잘못 볼 때 낮아집니다.',
    },
  },
  better: 'higher',
  unit: 'share',
  beside: true,
  measure: ({ right, labelled, predicted, classes }) => {
    let [sum, measured] = [0, 0];
    for (let c = 0; c < classes; c++) {
      if (labelled[c] + predicted[c] <= 0) continue;
      sum += (2 * right[c]) / (labelled[c] + predicted[c]);
      measured++;
    }
    return sum / measured;
  },
});

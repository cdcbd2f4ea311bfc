import { type MeasuredOutputs, outputMetric } from './metric';

/** The label is among the five likeliest classes; says nothing of five classes or fewer. */
export const top5 = outputMetric({
  name: 'top5',
  words: {
    en: {
      title: 'Top-5 accuracy',
      short: 'Top 5',
      help: 'Share of the images whose label is among the five likeliest classes.',
    },
    ko: {
      title: '상위 5 정확도',
      short: '상위 5',
      help: '라벨이 가장 가능성 높은 다섯 클래스에 드는 이미지의 비율입니다.',
    },
  },
  better: 'higher',
  unit: 'share',
  measure: (outputs) => (outputs.classes > 5 ? topK(outputs, 5) : null),
});

/**
 * Share of images whose label is among the `k` likeliest classes. A class tied with the label counts as ahead only if it comes first, as
 * arg max does.
 */
export function topK({ probabilities, classes, labels }: MeasuredOutputs, k: number): number {
  let right = 0;
  for (let i = 0; i < labels.length; i++) {
    const row = probabilities.subarray(i * classes, (i + 1) * classes);
    const own = row[labels[i]];
    let ahead = 0;
    // Not "greater": NaN counts as ahead, so that a broken model does not look perfect.
    for (let c = 0; c < classes; c++)
      if (c !== labels[i] && (c < labels[i] ? !(row[c] < own) : !(row[c] <= own))) ahead++;
    if (ahead < k) right++;
  }
  return right / labels.length;
}

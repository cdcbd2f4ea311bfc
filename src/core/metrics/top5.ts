import { type MeasuredOutputs, outputMetric } from './metric';

/** Share of images whose label is among the five likeliest classes; it does not apply to five classes or fewer. */
export const top5 = outputMetric({
  name: 'top5',
  words: {
    en: {
      title: 'Top-5 accuracy',
      short: 'Top 5',
      help: 'Share of the images whose label is among the five most likely classes.',
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

/** Share of images whose label is among the `k` likeliest classes. */
export function topK({ labelRank }: Pick<MeasuredOutputs, 'labelRank'>, k: number): number {
  let right = 0;
  for (let i = 0; i < labelRank.length; i++) if (labelRank[i] < k) right++;
  return right / labelRank.length;
}

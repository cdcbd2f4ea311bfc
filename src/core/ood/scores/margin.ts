import { overRows } from '../logit-rows';
import { logitScore } from '../score';

/** Probability of the best class less that of the second best, 0 to 1; with one class it is that class's probability. */
export const margin = logitScore(
  'margin',
  {
    en: { title: 'Margin', help: 'The probability of the best class minus that of the second best.' },
    ko: { title: '마진', help: '1위 클래스의 확률에서 2위 클래스의 확률을 뺀 값입니다.' },
  },
  (logits, classes) => overRows(logits, classes, (row, largest, sum) => (1 - secondOf(row, largest)) / sum),
);

/** exp(second largest - largest) of a row, which is 1 where two are the largest and 0 where there is one class. */
function secondOf(row: Float32Array, largest: number): number {
  let [second, leader] = [Number.NEGATIVE_INFINITY, false];
  for (const value of row) {
    if (value === largest && !leader) leader = true;
    else if (!(value <= second)) second = value;
  }
  return Math.exp(second - largest);
}

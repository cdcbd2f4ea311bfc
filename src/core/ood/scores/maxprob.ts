import { overRows } from '../logit-rows';
import { logitScore } from '../score';

/** Largest softmax probability: Hendrycks and Gimpel 2017, "A Baseline for Detecting Misclassified and Out-of-Distribution Examples". */
export const maxprob = logitScore(
  'maxprob',
  {
    en: { title: 'Largest probability', help: 'The probability of the best class.' },
    ko: { title: '최대 확률', help: '가장 확률이 높은 클래스의 확률입니다.' },
  },
  (logits, classes) => overRows(logits, classes, (_row, _largest, sum) => 1 / sum),
);

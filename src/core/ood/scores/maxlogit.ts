import { overRows } from '../logit-rows';
import { logitScore } from '../score';

/** Largest logit: Hendrycks et al. 2022, "Scaling Out-of-Distribution Detection for Real-World Settings". */
export const maxlogit = logitScore(
  'maxlogit',
  {
    en: { title: 'Largest logit', help: 'The largest output before softmax.' },
    ko: { title: '최대 로짓', help: '소프트맥스 전의 출력 중 가장 큰 값입니다.' },
  },
  // A row that contains NaN has no largest logit.
  (logits, classes) => overRows(logits, classes, (_row, largest, sum) => (Number.isNaN(sum) ? sum : largest)),
);

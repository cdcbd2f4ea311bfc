import { overRows } from '../logit-rows';
import { logitScore } from '../score';

/** Negative free energy log(sum(exp(logits))), Liu et al. 2020, "Energy-based Out-of-distribution Detection", at T = 1. */
export const energy = logitScore(
  'energy',
  {
    en: { title: 'Energy', help: 'Log-sum-exp of the logits.' },
    ko: { title: '에너지', help: '로짓의 지수를 더한 값의 로그입니다.' },
  },
  (logits, classes) => overRows(logits, classes, (_, largest, sum) => largest + Math.log(sum)),
);

import { overRows } from '../logit-rows';
import { logitScore } from '../score';

/** Minus the entropy of the softmax in nats, so that higher = more in-domain; 0 for a certain image. */
export const entropy = logitScore(
  'entropy',
  {
    en: { title: 'Entropy', help: 'Negative entropy of the predicted distribution.' },
    ko: { title: '엔트로피', help: '예측 분포의 엔트로피에 음의 부호를 붙인 값입니다.' },
  },
  (logits, classes) =>
    overRows(logits, classes, (row, largest, sum) => {
      const logSum = largest + Math.log(sum);
      let negative = 0;
      for (const value of row) {
        const p = Math.exp(value - logSum);
        if (p !== 0) negative += p * (value - logSum);
      }
      return negative;
    }),
);

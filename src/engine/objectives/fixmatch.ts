import { atLeast, largest, sharpened, softmaxCrossEntropy, stopGradient } from '../graph/ops';
import { tf } from '../runtime';
import { targetsOfGuess } from './guess';
import type { Objective } from './objective';

/**
 * FixMatch (Sohn et al. 2020, equations 3 and 4, google-research/fixmatch) and, with a temperature, UDA (Xie et
 * al. 2019): the network's prediction for the weak view of an image is the target of its strong view, if its
 * largest probability reaches the threshold. A temperature of 0 uses only the best class, another one uses
 * p^(1/T). Images below the threshold have no loss but count in the mean.
 */
export const fixmatch: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'strong'], teacher: [] },
  losses({ labelled, pool: [weak, strong], setting }) {
    const guess = stopGradient(weak.logits);
    const targets = targetsOfGuess(guess, setting('temperature'));
    const sure = atLeast(largest(sharpened(guess, 1)), setting('threshold'));
    return {
      labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
      pool: tf.mul(softmaxCrossEntropy(strong.logits, targets), sure),
    };
  },
};

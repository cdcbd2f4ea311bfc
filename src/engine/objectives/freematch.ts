import {
  atLeast,
  bestClass,
  evenness,
  largest,
  overClasses,
  sharpened,
  softmaxCrossEntropy,
  stopGradient,
} from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import { targetsOfGuess } from './guess';
import type { Objective } from './objective';
import { meanOfRows, moved, rateOf } from './running';

const evenly = (classes: number) => 1 / classes;

/**
 * FreeMatch (Wang et al. 2023, equations 5 to 10; USB's `freematch`): the threshold is the running mean of the largest probability, for each class
 * times how often the model says it, beside the class that it says most. The fairness term holds what the model says of strong views that pass,
 * over how often each class is best there, against the same of weak views in the running mean.
 */
export const freematch: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'strong'], teacher: [] },
  state: {
    sureness: { shape: () => [], initial: evenly },
    said: { shape: (classes) => [classes], initial: evenly },
    best: { shape: (classes) => [classes], initial: evenly },
  },
  losses({ labelled, pool: [weak, strong], setting, state, update, share }) {
    const guess = stopGradient(weak.logits);
    const probabilities = sharpened(guess, 1);
    const [sure, classOf] = [largest(probabilities), bestClass(guess)];
    const rate = rateOf(setting('stateDecay'), share, guess);
    const follow = (name: string, fresh: Tensor) => {
      const value = moved(state(name), fresh, rate);
      update(name, value);
      return value;
    };
    const sureness = follow('sureness', meanOfRows(sure));
    const said = follow('said', meanOfRows(probabilities));
    const best = follow('best', meanOfRows(classOf));
    const thresholds = tf.mul(tf.div(said, tf.max(said)), sureness);
    const passes = atLeast(sure, overClasses('Sum', tf.mul(classOf, thresholds)));
    const targets = targetsOfGuess(guess, setting('temperature'));
    return {
      labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
      pool: tf.mul(softmaxCrossEntropy(strong.logits, targets), passes),
      whole: tf.mul(evenness(strong.logits, passes, overShares(said, best)), setting('fairness')),
    };
  },
};

/** Each share over another, 0 where that is nothing, normalised. */
function overShares(shares: Tensor, by: Tensor): Tensor {
  const ratio = tf.mul(tf.div(shares, tf.maximum(by, 1e-30)), atLeast(by, 1e-30));
  return tf.div(ratio, tf.sum(ratio));
}

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
 * FreeMatch (Wang et al. 2023, equations 5 to 10; USB's `freematch`): the threshold is the running mean of the largest probability. For
 * each class it is multiplied by the class's running mean probability, divided by that of the most probable class. The fairness term
 * compares two distributions over classes: the mean prediction for strong views that pass, divided by how often each class is the best
 * there, and the same for the running means of weak views.
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

/** Divides each share by another (0 if that is zero) and normalises. */
function overShares(shares: Tensor, by: Tensor): Tensor {
  const ratio = tf.mul(tf.div(shares, tf.maximum(by, 1e-30)), atLeast(by, 1e-30));
  return tf.div(ratio, tf.sum(ratio));
}

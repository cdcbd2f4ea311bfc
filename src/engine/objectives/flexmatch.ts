import {
  atLeast,
  bestClass,
  countOfEach,
  largest,
  overClasses,
  scatterLargest,
  sharpened,
  softmaxCrossEntropy,
  stopGradient,
} from '../graph/ops';
import { tf } from '../runtime';
import { targetsOfGuess } from './guess';
import type { Objective } from './objective';

/**
 * FlexMatch (Zhang et al. 2021, equations 5 to 11; USB's `flexmatch` with the warm-up of thresholds): an image has a loss once the model's
 * largest probability reaches the threshold of its class, which is threshold x b / (2 - b). Here b is how far the class is learnt: the
 * number of pool images that were last sure (at the whole threshold) of this class, divided by that of the class with the most such images,
 * or by the number of images that were never sure if these are more.
 */
export const flexmatch: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'strong'], teacher: [] },
  state: {
    /** The class that the model was last sure of for each image of the pool; -1 if it was never sure. */
    learnt: { shape: (_, images) => [images], initial: () => -1 },
    status: { shape: (classes) => [classes], initial: () => 0 },
  },
  losses({ labelled, pool: [weak, strong], classes, images, setting, state, update }) {
    const threshold = setting('threshold');
    const guess = stopGradient(weak.logits);
    const [sure, classOf] = [largest(sharpened(guess, 1)), bestClass(guess)];
    const status = state('status');
    const limits = tf.mul(tf.div(status, tf.sub(2, status)), threshold);
    const passes = atLeast(sure, overClasses('Sum', tf.mul(classOf, limits)));

    // -1 stands for an image of which the model is not sure now; it keeps its earlier class.
    const reached = atLeast(sure, threshold);
    const numbers = overClasses('Sum', tf.mul(classOf, tf.range(0, classes)));
    const now = tf.sub(tf.mul(tf.add(numbers, 1), reached), 1);
    const before = state('learnt');
    const fresh = scatterLargest(tf.fill(before.shape, -1), images, now);
    const isFresh = atLeast(fresh, 0);
    const learnt = tf.add(tf.mul(fresh, isFresh), tf.mul(before, tf.sub(1, isFresh)));
    update('learnt', learnt);
    const counts = countOfEach(tf.add(learnt, 1), classes + 1);
    const most = tf.max(counts);
    // As in the released code, nothing changes while no image was ever sure, nor once all images are sure of the same class.
    const changes = tf.sub(1, atLeast(most, before.shape[0]));
    const shares = tf.div(tf.slice(counts, 1, classes), most);
    update('status', tf.add(tf.mul(shares, changes), tf.mul(status, tf.sub(1, changes))));
    const targets = targetsOfGuess(guess, setting('temperature'));
    return {
      labelled: softmaxCrossEntropy(labelled.logits, labelled.targets),
      pool: tf.mul(softmaxCrossEntropy(strong.logits, targets), passes),
    };
  },
};

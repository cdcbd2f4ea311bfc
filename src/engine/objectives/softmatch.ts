import { largest, overClasses, sharpened, softmaxCrossEntropy, stopGradient } from '../graph/ops';
import { type Tensor, tf } from '../runtime';
import { targetsOfGuess } from './guess';
import type { Objective, SeenBatch } from './objective';
import { meanOfRows, moved, rateOf, varianceOf } from './running';

/** The number n in the released code's weight exp(-d^2 / (2 variance / n^2)), where d is the distance below the mean. */
const sigmas = 2;

/**
 * SoftMatch (Chen et al. 2023, equations 7 to 9; USB's `softmatch` with uniform alignment): the strong view of an image learns the best
 * class of the weak one, weighted by a Gaussian of the model's confidence that is 1 above the running mean. The confidence is the largest
 * probability after uniform alignment, which divides the probabilities by the running mean of the predictions for the pool; the class is
 * that of the unaligned probabilities.
 */
export const softmatch: Objective = {
  views: { labelled: 'weak', pool: ['weak', 'strong'], teacher: [] },
  state: {
    said: { shape: (classes) => [classes], initial: (classes) => 1 / classes },
    /** 0 before the first step, which takes over its values without averaging. */
    begun: { shape: () => [], initial: () => 0 },
    mean: { shape: () => [], initial: (classes) => 1 / classes },
    variance: { shape: () => [], initial: () => 1 },
  },
  losses(batch) {
    const [weak, strong] = batch.pool;
    const guess = stopGradient(weak.logits);
    const sure = largest(evened(batch, sharpened(guess, 1)));
    const rate = rateOf(batch.setting('stateDecay'), batch.share, sure);
    const mean = moved(batch.state('mean'), meanOfRows(sure), rate);
    const variance = moved(batch.state('variance'), varianceOf(sure), rate);
    batch.update('mean', mean);
    batch.update('variance', variance);
    const below = tf.minimum(tf.sub(sure, mean), 0);
    const spread = tf.mul(tf.maximum(variance, 1e-12), 2 / sigmas ** 2);
    const weights = tf.exp(tf.neg(tf.div(tf.mul(below, below), spread)));
    const targets = targetsOfGuess(guess, batch.setting('temperature'));
    return {
      labelled: softmaxCrossEntropy(batch.labelled.logits, batch.labelled.targets),
      pool: tf.mul(softmaxCrossEntropy(strong.logits, targets), weights),
    };
  },
};

/** Uniform alignment: divides each class by its running mean probability and normalises. */
function evened({ state, update, share, setting, classes }: SeenBatch, probabilities: Tensor): Tensor {
  const begun = state('begun');
  const any = rateOf(0, tf.scalar(1), probabilities);
  const later = rateOf(setting('stateDecay'), share, probabilities);
  const rate = tf.add(tf.mul(begun, later), tf.mul(tf.sub(1, begun), any));
  const said = moved(state('said'), meanOfRows(probabilities), rate);
  update('said', said);
  update('begun', tf.maximum(begun, any));
  const raised = tf.mul(probabilities, tf.div(1 / classes + 1e-6, tf.add(said, 1e-6)));
  return tf.div(raised, tf.expandDims(overClasses('Sum', raised), 1));
}

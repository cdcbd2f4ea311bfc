import type { TrainingSettings } from '../recipe';

/** How the losses of a joint batch are combined into one step. */
export interface StepSize {
  /** The weight of the loss of each labelled and each pool image. */
  readonly labelled: number;
  readonly pool: number;
  /** The learning rate before any schedule. */
  readonly peak: number;
}

/**
 * The rule of a step on `labelled` images and `pool` ones. The released code minimises `mean(labelled) + R mean(pool)`, R being pool /
 * labelled: both sums divided by the labelled batch; its rate is `learningRate` x labelled batch / `referenceBatch`. So each image
 * moves the weights by learningRate / referenceBatch of its gradient, however large the batch and the ratio.
 *
 * `sum-over-labelled` does exactly this. `average` divides by the joint batch and in turn scales the rate by the joint batch: images move
 * the weights as far as before, weight decay (which belongs to the loss) moves them 1 + R times as far, and gradient clipping sets in
 * later. `equal-parts` adds both means and scales by the labelled batch. The rate of adamw, whose steps do not grow with the loss,
 * is used as it is.
 *
 * A training on the pool alone (`labelled` 0) is the joint one without its labelled part: the same sum over the pool, also divided by the
 * recipe's labelled batch, at the same rate; `average` divides by the number of pool images.
 *
 * A method whose objective makes its own targets has a weight of its own for the pool, `poolWeight`, in the place of `lossWeight`: it minimises
 * `mean(labelled) + poolWeight mean(pool)`, where the mean is over all images of the pool in the batch, including those
 * without weight in this step (google-research/fixmatch, USB).
 */
export function stepSize(
  training: Pick<
    TrainingSettings,
    'lossWeight' | 'optimizer' | 'learningRate' | 'referenceBatch' | 'labelledBatch'
  >,
  labelled: number,
  pool: number,
  poolWeight?: number,
): StepSize {
  const { optimizer, learningRate, referenceBatch } = training;
  const lossWeight = poolWeight === undefined ? training.lossWeight : 'equal-parts';
  const divisor = lossWeight === 'average' ? labelled + pool : labelled || training.labelledBatch;
  const ofPool = (poolWeight ?? 1) / (lossWeight === 'equal-parts' ? pool : divisor);
  return {
    labelled: labelled === 0 ? 0 : 1 / divisor,
    pool: pool === 0 ? 0 : ofPool,
    peak: optimizer === 'adamw' ? learningRate : (learningRate * divisor) / referenceBatch,
  };
}

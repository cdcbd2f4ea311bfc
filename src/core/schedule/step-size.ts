import type { TrainingSettings } from '../recipe';

/** How the losses of a joint batch become one step. */
export interface StepSize {
  /** What the cross entropy of each labelled image counts in the loss, and of each pseudo-labelled one. */
  readonly labelled: number;
  readonly pseudo: number;
  /** The learning rate before any schedule. */
  readonly peak: number;
}

/**
 * The rule of a step on `labelled` and `pseudo` images. The released code minimises `mean(labelled) + R mean(pseudo)`, R being pseudo /
 * labelled: both sums divided by the labelled batch; its rate is `learningRate` x labelled batch / `referenceBatch`. So each image
 * moves the weights by learningRate / referenceBatch of its gradient, however large the batch and the ratio.
 *
 * `sum-over-labelled` is that. `average` divides by the joint batch and scales the rate by the joint batch in turn: images move the
 * weights as far as there, weight decay (which belongs to the loss) 1 + R times as far, and a bound of the gradient is met
 * later. `equal-parts` adds both means and scales by the labelled batch. The rate of adamw, whose steps do not grow with the loss,
 * is taken as it is.
 */
export function stepSize(
  training: Pick<TrainingSettings, 'lossWeight' | 'optimizer' | 'learningRate' | 'referenceBatch'>,
  labelled: number,
  pseudo: number,
): StepSize {
  const { lossWeight, optimizer, learningRate, referenceBatch } = training;
  const divisor = lossWeight === 'average' ? labelled + pseudo : labelled;
  return {
    labelled: 1 / divisor,
    pseudo: pseudo === 0 ? 0 : 1 / (lossWeight === 'equal-parts' ? pseudo : divisor),
    peak: optimizer === 'adamw' ? learningRate : (learningRate * divisor) / referenceBatch,
  };
}

import type { AttackedResults } from '../adversarial/strength';
import type { CorruptedResults } from '../corruptions/measures';
import type { PerturbedResults } from '../perturbations/measures';

/** A model's results on test images as they are, and on images that were changed in each of the ways that the paper measures. */
export interface RobustFigures {
  /** Accuracy on all test images, 0 to 1. */
  readonly accuracy: number;
  readonly corrupted: CorruptedResults;
  readonly perturbed: PerturbedResults;
  readonly attacked: AttackedResults;
  /** Its accuracy on images that a third model classifies wrongly with confidence; null if there are none. */
  readonly hard: { readonly images: number; readonly accuracy: number } | null;
}

/** The first and the last model of an experiment, on the same images. */
export interface RobustPair {
  readonly seed: number;
  readonly first: RobustFigures;
  readonly last: RobustFigures;
}

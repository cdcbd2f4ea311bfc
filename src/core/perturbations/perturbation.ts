import type { CleanImage, Corrupted, CorruptionTools, PublishedChange } from '../corruptions/corruption';
import type { Random } from '../numbers/random';

/** Which frame each frame of a sequence is held against: noise has no order, so there it is the first. */
export type Compared = 'first' | 'previous';

/**
 * One way that a picture changes little by little: a file of `ops/` and a line of `table.ts` (docs/extend/corruption.md). Its parameters
 * are those of ImageNet-P, Tiny ImageNet-P and CIFAR-10-P (Hendrycks and Dietterich 2019), as the released code has them.
 */
export interface Perturbation<Name extends string = string, Parameters = unknown>
  extends PublishedChange<Name, Parameters & Sequenced> {
  readonly compared: Compared;
  /** The frames of a sequence in their order, `count` of them. All that is left to chance is drawn from `random`. */
  frames(
    image: CleanImage,
    parameters: Parameters & Sequenced,
    random: Random,
    tools: CorruptionTools,
  ): Iterable<Corrupted | Promise<Corrupted>>;
}

interface Sequenced {
  /** Frames of a sequence. */
  readonly count: number;
}

/** Types a perturbation by its parameters. */
export const definePerturbation = <const Name extends string, Parameters>(
  perturbation: Perturbation<Name, Parameters>,
): Perturbation<Name, Parameters> => perturbation;

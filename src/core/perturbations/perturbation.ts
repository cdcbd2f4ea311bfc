import type { CleanImage, Corrupted, CorruptionTools, PublishedChange } from '../corruptions/corruption';
import type { Random } from '../numbers/random';

/** Which frame each frame of a sequence is compared with: noise has no order, so it is the first one there. */
export type Compared = 'first' | 'previous';

/**
 * One way in which a picture changes little by little: a file in `ops/` and a line in `table.ts` (docs/extend/corruption.md). Its
 * parameters are those of ImageNet-P, Tiny ImageNet-P and CIFAR-10-P (Hendrycks and Dietterich 2019), as the released code has them.
 */
export interface Perturbation<Name extends string = string, Parameters = unknown>
  extends PublishedChange<Name, Parameters & Sequenced> {
  readonly compared: Compared;
  /** The frames of a sequence in their order, `count` of them. All randomness is drawn from `random`. */
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

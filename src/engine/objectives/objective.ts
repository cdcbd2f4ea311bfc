import type { Consistency } from '../../core/methods/consistency';
import type { View } from '../../core/noise/views';
import type { RampUp } from '../../core/schedule';
import type { Tensor } from '../runtime';

/** The outputs of a network for some rows of a batch. */
export interface SeenRows {
  /** `[rows, classes]`, with gradients. */
  readonly logits: Tensor;
  /** `[rows, classes]`; zeros for an image without a target. */
  readonly targets: Tensor;
}

/** The rows of a batch as an objective reads them. Unread parts are not computed. */
export interface SeenBatch {
  readonly classes: number;
  /**
   * All rows that go through the network in training: the labelled ones first, then each view of the pool's
   * images.
   */
  readonly all: SeenRows;
  readonly labelled: SeenRows;
  /**
   * One entry for each view of the pool's images, in the order of `views.pool`; row `i` of every view is the
   * same image.
   */
  readonly pool: readonly SeenRows[];
  /**
   * The averaged teacher's outputs for each view in `views.teacher`, `[pool images, classes]`, without
   * gradients.
   */
  readonly teacher: readonly Tensor[];
  /** The recipe's `consistency` setting, as resolved by the method. */
  setting(name: keyof Consistency): number;
  /** The value of a variable of `state` before this step. */
  state(name: string): Tensor;
  /**
   * Sets a variable of `state` for the next step. If a batch is processed in parts, every part sets it in turn, for its `share` of a step.
   */
  update(name: string, value: Tensor): void;
  /** The place in the training's pool of each pool image of the batch, `[pool images] int32`. */
  readonly images: Tensor;
  /** The share of the batch that these rows are, a scalar: 1 if batches are whole. */
  readonly share: Tensor;
}

/**
 * The loss of every row of `all`, `[rows]`, or the losses of the labelled images and of the pool's images, `[labelled]` and `[pool
 * images]`. The step sums them with the weights of `core/schedule/step-size`, so nothing is divided by a batch size here. `whole` is a loss
 * of the whole batch, a scalar, that is added as it is.
 */
export type Losses =
  | { readonly all: Tensor }
  | {
      readonly labelled: Tensor;
      readonly pool: Tensor;
      readonly whole?: Tensor;
    };

/** A variable of an objective: it persists in the session and in checkpoints. */
export interface StateVariable {
  /** `images` is the number of images in the pool. */
  readonly shape: (classes: number, images: number) => readonly number[];
  /** The initial value of all its elements. */
  readonly initial: (classes: number) => number;
}

/**
 * The computation of one step: which views of images it uses and what its loss is. Written in tfjs and the
 * ops of `graph/ops`, which keep the batch open; docs/extend/method.md describes the rules for that.
 */
export interface Objective {
  readonly views: {
    readonly labelled: View;
    /** Views of each pool image for the network in training; all rows go through it together. */
    readonly pool: readonly View[];
    /** Views of each pool image for an average of the weights that runs beside the network in training. */
    readonly teacher: readonly View[];
  };
  readonly state?: Readonly<Record<string, StateVariable>>;
  /** How the weight of the pool rises over `consistency.rampUp` of the training; by default as in Laine and Aila. */
  readonly rampUp?: RampUp;
  losses(batch: SeenBatch): Losses;
}

/** Rows of a batch for each image of the pool. */
export const rowsPerPoolImage = ({ views }: Objective): number => views.pool.length + views.teacher.length;

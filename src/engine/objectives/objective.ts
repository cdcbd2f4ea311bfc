import type { Consistency } from '../../core/methods/consistency';
import type { View } from '../../core/noise/views';
import type { RampUp } from '../../core/schedule';
import type { Tensor } from '../runtime';

/** What a network says about some rows of a batch. */
export interface SeenRows {
  /** `[rows, classes]`, with gradients. */
  readonly logits: Tensor;
  /** `[rows, classes]`; zeros where nothing is told of an image. */
  readonly targets: Tensor;
}

/** The rows of a batch as an objective reads them. What it does not read costs nothing. */
export interface SeenBatch {
  readonly classes: number;
  /** All rows that the network in training sees: the labelled ones first, then one view of the pool's images after the other. */
  readonly all: SeenRows;
  readonly labelled: SeenRows;
  /** A view of the pool's images each, in the order of `views.pool`; row `i` of every view is of the same image. */
  readonly pool: readonly SeenRows[];
  /** What the averaged teacher says of each of `views.teacher`, `[pool images, classes]`, without gradients. */
  readonly teacher: readonly Tensor[];
  /** The recipe's `consistency`, as the method resolves it. */
  setting(name: keyof Consistency): number;
  /** The value of a variable of `state` before this step. */
  state(name: string): Tensor;
  /**
   * Sets a variable of `state` for the next step. Where the gradient of a batch is added up over parts, every part does so in turn:
   * `share` of a step each.
   */
  update(name: string, value: Tensor): void;
  /** Which image of the pool each of the batch is, `[pool images] int32`: its place in the training's pool. */
  readonly images: Tensor;
  /** The share of the batch that these rows are, a scalar: 1 where batches are whole. */
  readonly share: Tensor;
}

/**
 * The loss of every row of `all`, `[rows]`, or of the labelled images and of the pool's images, `[labelled]` and `[pool images]`. The step
 * adds them up by the weights of `core/schedule/step-size`: nothing is divided by a batch here. `whole` is a loss of the batch itself, a scalar,
 * that is added as it is.
 */
export type Losses =
  | { readonly all: Tensor }
  | {
      readonly labelled: Tensor;
      readonly pool: Tensor;
      readonly whole?: Tensor;
    };

/** A variable that belongs to an objective: it lives in the session and in checkpoints. */
export interface StateVariable {
  /** `images` is how many the pool has. */
  readonly shape: (classes: number, images: number) => readonly number[];
  /** Value of every number of it before the first step. */
  readonly initial: (classes: number) => number;
}

/**
 * What one step computes: which views of images it sees and what it loses. Written in tfjs and in the ops of `graph/ops`, which keep the
 * batch open; docs/extend/method.md says what that asks of it.
 */
export interface Objective {
  readonly views: {
    readonly labelled: View;
    /** Of each image of the pool, for the network in training; all rows go through it together. */
    readonly pool: readonly View[];
    /** Of each image of the pool, for an average of the weights that runs beside the network in training. */
    readonly teacher: readonly View[];
  };
  readonly state?: Readonly<Record<string, StateVariable>>;
  /** How the weight of the pool rises over `consistency.rampUp` of the training; as Laine and Aila's where left out. */
  readonly rampUp?: RampUp;
  losses(batch: SeenBatch): Losses;
}

/** Rows of a batch for each image of the pool. */
export const rowsPerPoolImage = ({ views }: Objective): number => views.pool.length + views.teacher.length;

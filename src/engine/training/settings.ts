import type { Consistency } from '../../core/methods/consistency';
import type { Architecture } from '../../core/network/arch';
import type { Objective } from '../objectives/objective';
import type { OptimizerSettings } from './optimizers';

/**
 * The number format of the network's computations. In mixed precision (bfloat16, float16), weights, statistics, sums and losses are still
 * float32. With float16 the loss is scaled, so batches are always processed in parts, of which there may be only one.
 */
export type Precision = 'float32' | 'bfloat16' | 'float16';

export interface ModelNoiseSettings {
  /** Share of features dropped before the classifier. */
  readonly dropout: number;
  /** Survival probability of the last block. */
  readonly survival: number;
}

/**
 * Everything that determines the traced training step. Values that change from step to step are inputs of the
 * step instead.
 */
export interface TrainSettings {
  arch: Architecture;
  classes: number;
  imageSize: number;
  mean: readonly number[];
  std: readonly number[];
  noise: ModelNoiseSettings;
  /** The model noise of the pool's rows; by default that of all rows. */
  poolNoise?: ModelNoiseSettings;
  /** The objective of a step; by default the cross entropy of every row. */
  objective?: Objective;
  /** The number of images in the pool, if the objective remembers something about each. */
  poolImages?: number;
  /** Settings that the objective reads. */
  consistency?: Consistency;
  optimizer: OptimizerSettings;
  weightDecay: number;
  /** Upper limit of the gradients' joint norm. */
  gradientClip?: number;
  batchNorm: { momentum: number; epsilon: number };
  /**
   * Keep an exponential moving average of all weights under `ema/<name>`. An objective whose teacher is the
   * average keeps it in any case.
   */
  ema: boolean;
  seed: number;
  /** float32 by default. */
  precision?: Precision;
  /** Gradient checkpointing: only the result of each block is kept, and the rest is computed again for its gradient. */
  recompute?: boolean;
  /** Compute the gradient of a batch in parts: functions `add` and `apply` in place of `train`. */
  inParts?: boolean;
  /** Which layers are trained, by parameter name; by default all. A frozen layer normalises with its running averages. */
  learns?: (parameter: string) => boolean;
  /** The factor on a parameter's learning rate; 1 by default. */
  rateOf?: (parameter: string) => number;
}

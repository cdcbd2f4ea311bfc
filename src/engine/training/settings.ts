import type { Consistency } from '../../core/methods/consistency';
import type { Architecture } from '../../core/network/arch';
import type { Objective } from '../objectives/objective';
import type { OptimizerSettings } from './optimizers';

/** What the network computes in. With bfloat16, weights, statistics, sums and losses are float32 all the same. */
export type Precision = 'float32' | 'bfloat16';

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
  /** The model noise of the pool's rows; that of all rows where left out. */
  poolNoise?: ModelNoiseSettings;
  /** The objective of a step; cross entropy of every row where left out. */
  objective?: Objective;
  /** Images of the pool, where the objective remembers something of each. */
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
  /** float32 where left out. */
  precision?: Precision;
  /** Compute the gradient of a batch in parts: functions `add` and `apply` in place of `train`. */
  inParts?: boolean;
  /**
   * Which layers are trained, by parameter name; all where left out. A frozen layer normalises with its
   * running averages.
   */
  learns?: (parameter: string) => boolean;
  /** The factor on a parameter's learning rate; 1 where left out. */
  rateOf?: (parameter: string) => number;
}

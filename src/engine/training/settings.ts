import type { Consistency } from '../../core/methods/consistency';
import type { Architecture } from '../../core/network/arch';
import type { Objective } from '../objectives/objective';
import type { OptimizerSettings } from './optimizers';

export interface ModelNoiseSettings {
  /** Share of features dropped before the classifier. */
  readonly dropout: number;
  /** Survival probability of the last block. */
  readonly survival: number;
}

/** Everything that shapes the traced training step. What changes from step to step is an input of the step instead. */
export interface TrainSettings {
  arch: Architecture;
  classes: number;
  imageSize: number;
  mean: readonly number[];
  std: readonly number[];
  noise: ModelNoiseSettings;
  /** What a step computes; cross entropy of every row where left out. */
  objective?: Objective;
  /** Images of the pool, where the objective remembers something of each. */
  poolImages?: number;
  /** Settings that the objective reads. */
  consistency?: Consistency;
  optimizer: OptimizerSettings;
  weightDecay: number;
  /** Upper bound of the gradients' joint norm. */
  gradientClip?: number;
  batchNorm: { momentum: number; epsilon: number };
  /** Keep an exponential moving average of all weights under `ema/<name>`. An objective whose teacher is one keeps it in any case. */
  ema: boolean;
  seed: number;
  /** Take the gradient of a batch in parts: functions `add` and `apply` in the place of `train`. */
  inParts?: boolean;
  /** Which layers learn, by parameter name; all where left out. A fixed layer normalises with its running averages. */
  learns?: (parameter: string) => boolean;
  /** What share of the learning rate a parameter gets; all of it where left out. */
  rateOf?: (parameter: string) => number;
}

import type { TrainingSettings } from '../schema/schema';

/** The settings of a training whose sensible values depend on the optimizer. */
export type Follower =
  | 'learningRate'
  | 'referenceBatch'
  | 'weightDecay'
  | 'momentum'
  | 'rmspropDecay'
  | 'epsilon';

export type OptimizerValues = Partial<Pick<TrainingSettings, Follower>>;

/** The default settings of each optimizer; it does not read those that are missing here. */
export const optimizerDefaults = {
  /** The released code: 0.016 for 256 images. */
  rmsprop: {
    learningRate: 0.128,
    referenceBatch: 2048,
    weightDecay: 1e-5,
    momentum: 0.9,
    rmspropDecay: 0.9,
    epsilon: 1e-3,
  },
  /** Goyal et al. 2017: 0.1 for 256 images, weight decay 1e-4. */
  sgd: { learningRate: 0.1, referenceBatch: 256, weightDecay: 1e-4, momentum: 0.9 },
  /** Loshchilov and Hutter 2019 with PyTorch's values. */
  adamw: { learningRate: 1e-3, weightDecay: 1e-2, momentum: 0.9, rmspropDecay: 0.999, epsilon: 1e-8 },
} as const satisfies Record<TrainingSettings['optimizer'], OptimizerValues>;

export type Optimizer = keyof typeof optimizerDefaults;

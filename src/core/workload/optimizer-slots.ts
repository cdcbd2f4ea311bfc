import type { TrainingSettings } from '../recipe';

/** What each optimizer stores for every weight besides the weight itself, by TensorFlow's names. */
export const slotNames = {
  sgd: ['momentum'],
  rmsprop: ['ms', 'mom'],
  adamw: ['m', 'v'],
} as const satisfies Record<TrainingSettings['optimizer'], readonly string[]>;

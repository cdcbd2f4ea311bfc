import type { TrainingSettings } from '../recipe';

/** No source gives the rate of the fix: about where the paper's own schedule ends (0.128 x 0.97 ^ 146 is 1.2 % of the peak). */
const shareOfPeak = 0.01;

/** Settings of the train-test resolution fix: the recipe's, at a low constant rate, without early stopping. */
export function fixTraining(training: TrainingSettings): TrainingSettings {
  return {
    ...training,
    learningRate: training.learningRate * shareOfPeak,
    schedule: { ...training.schedule, kind: 'exponential', warmupEpochs: 0, decay: 1 },
    earlyStop: { patience: null },
  };
}

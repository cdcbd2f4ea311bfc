import type { TrainingLength, TrainingSettings } from '../recipe';

/**
 * The end of the paper's schedule as a share of its peak: 1.2 %, after 145 decays, each after 2.4 epochs, in
 * 350 epochs.
 */
const paperEnd = 0.97 ** 145;

/** How the train-test resolution fix is trained. */
export interface FixTraining {
  readonly training: TrainingSettings;
  /** The length of the schedule that precedes the fix; missing if the schedule restarts. */
  readonly scheduleAfter?: TrainingLength;
}

/**
 * Settings of the train-test resolution fix after a training of length `trained`: the recipe's, without early stopping. As in the released
 * code the exponential schedule goes on where it ended: under the paper's settings at 1.2 % of the peak, a stair lower from 350.4 epochs
 * on. If early stopping ended the training sooner, it goes on from the end of the whole length, since a rate near the peak would undo what
 * was learnt. The other schedules end at about zero, where nothing would be learnt any more: after them the rate stays at the share of the
 * peak at which the paper's schedule ends.
 */
export function fixTraining(training: TrainingSettings, trained: TrainingLength): FixTraining {
  const { schedule } = training;
  const settings = { ...training, earlyStop: { patience: null } };
  if (schedule.kind === 'exponential')
    return { training: { ...settings, schedule: { ...schedule, warmupEpochs: 0 } }, scheduleAfter: trained };
  return {
    training: {
      ...settings,
      learningRate: training.learningRate * paperEnd,
      schedule: { ...schedule, kind: 'exponential', warmupEpochs: 0, decay: 1 },
    },
  };
}

import { describe, expect, it } from 'vitest';
import { resolveRecipe, type TrainingSettings } from '../recipe';
import { fixTraining, learningRateAt, stepsOf, stepsPerEpoch } from './index';
import { stepSize } from './step-size';

/** The rate at a moment of the fix, in epochs since its start, over the recipe's peak. */
function shareOfPeak(recipe: TrainingSettings, epoch: number, perEpoch: number): number {
  const { training, scheduleAfter } = fixTraining(recipe, recipe.studentLength);
  const before = scheduleAfter ? stepsOf(scheduleAfter, perEpoch) : 0;
  const peak = (settings: TrainingSettings) => stepSize(settings, recipe.labelledBatch, 0).peak;
  const step = before + Math.floor(epoch * perEpoch);
  return (
    learningRateAt(training, peak(training), step, before + Math.round(1.5 * perEpoch), perEpoch) /
    peak(recipe)
  );
}

describe('the rate of the resolution fix', () => {
  const paper = resolveRecipe('paper-imagenet').training;
  const imageNet = stepsPerEpoch(1_281_167, 2048);

  it('goes on where the paper’s schedule ended: 1.2 % of the peak, the next stair after 0.4 epochs', () => {
    // tf.train.exponential_decay(1, 350 epochs + step, 2.4 epochs, 0.97, staircase=True)
    expect(shareOfPeak(paper, 0, imageNet)).toBeCloseTo(0.012075, 6);
    expect(shareOfPeak(paper, 0.39, imageNet)).toBeCloseTo(0.012075, 6);
    expect(shareOfPeak(paper, 0.41, imageNet)).toBeCloseTo(0.011713, 6);
    expect(shareOfPeak(paper, 1.49, imageNet)).toBeCloseTo(0.011713, 6);
  });

  it('follows the length and the stairs of the recipe, not the paper’s end', () => {
    const short = { ...paper, studentLength: { amount: 24, unit: 'epochs' as const } };
    expect(shareOfPeak(short, 0, 100)).toBeCloseTo(0.97 ** 10, 12);
    const steps = { ...paper, studentLength: { amount: 720, unit: 'steps' as const } };
    expect(shareOfPeak(steps, 0, 100)).toBeCloseTo(0.97 ** 3, 12);
  });

  it('does not warm up again, even after a training shorter than the warm-up', () => {
    const tiny = { ...paper, studentLength: { amount: 1, unit: 'epochs' as const } };
    expect(shareOfPeak(tiny, 0, 100)).toBe(1);
  });

  it.each(['cosine', 'onecycle'] as const)(
    'stays at the paper’s end after %s, which ends at zero',
    (kind) => {
      const training = { ...paper, schedule: { ...paper.schedule, kind } };
      for (const epoch of [0, 0.7, 1.49]) expect(shareOfPeak(training, epoch, 100)).toBeCloseTo(0.012075, 6);
      const quick = resolveRecipe('quick-cpu').training;
      expect(shareOfPeak(quick, 0.5, 56)).toBeCloseTo(0.012075, 6);
    },
  );

  it('is not stopped early', () => {
    const training = { ...paper, earlyStop: { patience: 3 } };
    expect(fixTraining(training, training.studentLength).training.earlyStop.patience).toBeNull();
  });
});

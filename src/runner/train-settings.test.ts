import { expect, it } from 'vitest';
import { resolveRecipe } from '../core/recipe';
import { fixTraining, stepsOf } from '../core/schedule';
import type { TrainSpec } from './messages';
import { lengthOf } from './train-settings';

const { training } = resolveRecipe('paper-imagenet', { training: { labelledBatch: 32 } });
const spec = (over: Partial<TrainSpec>) => ({ training, role: 'student', ...over }) as TrainSpec;

it('has the length of its role, and no schedule behind it', () => {
  expect(lengthOf(spec({}), 320)).toEqual({ steps: 3500, perEpoch: 10, before: 0 });
});

it('lets a fix go on with the schedule of the training before it', () => {
  const fix = { ...fixTraining(training, training.studentLength), length: { amount: 1.5, unit: 'epochs' } };
  expect(lengthOf(spec({ role: 'fix', ...fix } as Partial<TrainSpec>), 320)).toEqual({
    steps: 15,
    perEpoch: 10,
    before: stepsOf(training.studentLength, 10),
  });
});

import { expect, it } from 'vitest';
import { resolveRecipe } from '../../core/recipe';
import { fixTraining, stepsOf } from '../../core/schedule';
import type { TrainSpec } from '../job/messages';
import { lengthOf, settingsOf } from './train-settings';

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

/** A training of a model that starts from weights, with settings of its own. */
const fineTuning = (changes: Partial<TrainSpec['training']>, over: Partial<TrainSpec> = {}) =>
  settingsOf({
    ...spec(over),
    training: { ...training, ...changes },
    model: { arch: 'lite0', classes: 3, imageSize: 64, mean: [], std: [], batchNormEpsilon: 1e-5 },
    initialWeights: 'initialWeights' in over ? over.initialWeights : 'weights.safetensors',
  } as TrainSpec);

it('normalises as the weights were made to, whatever the recipe has, as predictions do', () => {
  expect(training.batchNorm).toEqual({ momentum: 0.99, epsilon: 1e-3 });
  expect(fineTuning({}).batchNorm).toEqual({ momentum: 0.99, epsilon: 1e-5 });
});

it('lets shallow layers learn slowly or not at all where a model starts from weights, and only there', () => {
  const slow = fineTuning({ layerDecay: 0.5, frozenStages: 2 });
  expect(slow.rateOf?.('classifier.weight')).toBe(1);
  expect(slow.rateOf?.('blocks.6.0.conv_dw.weight')).toBe(0.5);
  expect(
    ['bn1.weight', 'blocks.1.0.bn1.weight', 'blocks.2.0.bn1.weight'].map((name) => slow.learns?.(name)),
  ).toEqual([false, false, true]);
  const scratch = fineTuning({ layerDecay: 0.5, frozenStages: 2 }, { initialWeights: null });
  expect([scratch.rateOf, scratch.learns]).toEqual([undefined, undefined]);
  // A training begun by an older version.
  const older = fineTuning({ layerDecay: undefined, frozenStages: undefined });
  expect([older.rateOf, older.learns]).toEqual([undefined, undefined]);
});

it('lets pseudo-labelled images lack dropout, stochastic depth or both', () => {
  const of = (poolNoise?: TrainSpec['poolNoise']) =>
    fineTuning({}, { dropout: 0.4, survival: 0.8, poolNoise }).poolNoise;
  expect(of()).toBeUndefined();
  expect(of({ randAugment: false, dropout: true, depth: true })).toBeUndefined();
  expect(of({ randAugment: true, dropout: false, depth: true })).toEqual({ dropout: 0, survival: 0.8 });
  expect(of({ randAugment: true, dropout: true, depth: false })).toEqual({ dropout: 0.4, survival: 1 });
  expect(of({ randAugment: true, dropout: false, depth: false })).toEqual({ dropout: 0, survival: 1 });
});

it('fixes in a resolution fix what that fixes', () => {
  const fix = fineTuning({ layerDecay: 0.5, frozenStages: 2 }, { role: 'fix' });
  expect([fix.learns?.('blocks.2.0.bn1.weight'), fix.learns?.('classifier.bias'), fix.rateOf]).toEqual([
    false,
    true,
    undefined,
  ]);
});

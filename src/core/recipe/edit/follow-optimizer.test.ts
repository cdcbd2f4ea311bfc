import { describe, expect, it } from 'vitest';
import { applySettings, changeSetting, presets, type Recipe, resolveRecipe, setByPath } from '../index';

const adamw = { learningRate: 1e-3, rmspropDecay: 0.999, epsilon: 1e-8, weightDecay: 1e-2, momentum: 0.9 };
const rmsprop = {
  learningRate: 0.128,
  referenceBatch: 2048,
  rmspropDecay: 0.9,
  epsilon: 1e-3,
  weightDecay: 1e-5,
};

describe('another optimizer', () => {
  it('brings its own settings, by a path and in a file', () => {
    const byPath = setByPath(presets.workstation, 'training.optimizer', 'adamw');
    expect(byPath.training).toMatchObject(adamw);
    const inFile = resolveRecipe({ preset: 'workstation', training: { optimizer: 'adamw' } });
    expect(inFile).toEqual(byPath);
    // Nothing else changes.
    const { optimizer, referenceBatch, ...others } = byPath.training;
    expect({ ...presets.workstation.training, ...adamw }).toMatchObject(others);
    expect([optimizer, referenceBatch]).toEqual(['adamw', 2048]);
    expect(setByPath(presets['quick-cpu'], 'training.optimizer', 'rmsprop').training).toMatchObject(rmsprop);
    expect(setByPath(presets.workstation, 'training.optimizer', 'sgd').training).toMatchObject({
      learningRate: 0.1,
      referenceBatch: 256,
      weightDecay: 1e-4,
    });
  });

  it('leaves what a person set, before or after it, earlier or at once', () => {
    for (const settings of [
      [
        ['training.learningRate', '0.128'],
        ['training.optimizer', 'adamw'],
      ],
      [
        ['training.optimizer', 'adamw'],
        ['training.learningRate', '0.128'],
      ],
    ] as const) {
      const { training } = applySettings(presets.workstation, settings);
      expect(training).toMatchObject({ ...adamw, learningRate: 0.128 });
    }
    const earlier = setByPath(presets.workstation, 'training.weightDecay', '0.003');
    expect(setByPath(earlier, 'training.optimizer', 'adamw').training).toMatchObject({
      ...adamw,
      weightDecay: 0.003,
    });
    const inFile = resolveRecipe({ preset: 'workstation', training: { optimizer: 'adamw', epsilon: 1e-3 } });
    expect(inFile.training).toMatchObject({ ...adamw, epsilon: 1e-3 });
  });

  it('changes nothing where it is the same one', () => {
    const quick = presets['quick-cpu'];
    expect(setByPath(quick, 'training.optimizer', 'adamw')).toEqual(quick);
    expect(resolveRecipe({ preset: 'quick-cpu', training: { optimizer: 'adamw' } })).toEqual(quick);
  });

  it('gives a form its own recipe’s values back when the choice is taken back', () => {
    const base = presets['quick-cpu'];
    const away = changeSetting(base, 'training.optimizer', 'rmsprop', base) as Recipe;
    expect(away.training).toMatchObject(rmsprop);
    expect(changeSetting(away, 'training.optimizer', 'adamw', base)).toEqual({
      ...base,
      // Not read by adamw, so it may stay.
      training: { ...base.training, referenceBatch: expect.any(Number) },
    });
  });

  it('lets half-written settings stand', () => {
    const half = { training: { optimizer: 'rmsprop', learningRate: 'fast' } };
    expect(changeSetting(half, 'training.optimizer', 'adamw', presets.workstation)).toEqual({
      training: { optimizer: 'adamw', learningRate: 'fast' },
    });
    expect(changeSetting(null, 'training.optimizer', 'adamw', null)).toEqual({
      training: { optimizer: 'adamw' },
    });
  });
});

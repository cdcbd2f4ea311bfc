import { describe, expect, it } from 'vitest';
import { describeRecipe, type RecipeField } from '../../../../core/recipe';
import { stepped } from './steps';

const field = (path: string) => describeRecipe().find((each) => each.path === path) as RecipeField;

describe('stepped', () => {
  it('moves whole numbers by one and small ones by a tenth of their size', () => {
    expect(stepped(field('imageSize'), 28, 1)).toBe(29);
    expect(stepped(field('training.learningRate'), 0.003, 1)).toBe(0.0031);
    expect(stepped(field('training.weightDecay'), 1e-5, 1)).toBe(1.1e-5);
    expect(stepped(field('selection.threshold'), 0.3, -1)).toBe(0.29);
  });

  it('stays within the range and leaves words and lists alone', () => {
    expect(stepped(field('imageSize'), 8, -1)).toBe(8);
    expect(stepped(field('selection.threshold'), 1, 1)).toBe(1);
    expect(stepped(field('selection.quota'), 'auto', 1)).toBeNull();
    expect(stepped(field('training.unlabelledRatio'), [3], 1)).toBeNull();
  });
});

describe('a slider', () => {
  it('lies within what the schema allows', () => {
    const slid = describeRecipe().flatMap(({ slider, min, max }) => (slider ? [{ slider, min, max }] : []));
    expect(slid.length).toBeGreaterThan(8);
    for (const { slider, min, max } of slid) {
      expect(slider.min).toBeGreaterThanOrEqual(min as number);
      expect(slider.max).toBeLessThanOrEqual(max as number);
    }
  });
});

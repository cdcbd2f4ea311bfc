import { describe, expect, it } from 'vitest';
import { changeSetting, presets, type Recipe } from '../index';

describe('an encoder in the place of a network', () => {
  const base = presets['photos-cpu'];
  const change = (recipe: unknown, arch: string) =>
    changeSetting(recipe, 'teacher.arch', arch, base) as Recipe;

  it('does not start from the weights of that, nor the other way round', () => {
    const encoder = change(base, 'encoder');
    expect([base.teacher.weights, encoder.teacher.weights]).toEqual(['tf_efficientnet_lite0.in1k', 'none']);
    const named = changeSetting(encoder, 'teacher.weights', 'clip', base);
    expect(change(named, 'lite0').teacher).toEqual({ ...base.teacher, weights: 'none' });
    expect(change(named, 'encoder')).toEqual(named);
  });

  it('leaves the weights of one network in sight when it becomes another, with what is wrong', () => {
    expect(change(base, 'lite1').teacher.weights).toBe(base.teacher.weights);
  });
});

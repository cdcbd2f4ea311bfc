import { describe, expect, it } from 'vitest';
import { parseRecipe, presets } from '../recipe';
import { noteSentence } from '../words/notes';
import { trainingBytes } from '../workload/training-bytes';
import { recommendRecipe, type StartingPoint } from './recommend';

const photographs: StartingPoint = { side: 192, labelled: 200, classes: 10, gpu: null, own: [] };
const gpu = (gigabytes: number) => ({ name: 'NVIDIA RTX', bytes: gigabytes * 2 ** 30 });
const models = ({ recipe }: ReturnType<typeof recommendRecipe>) =>
  [recipe.teacher, ...recipe.students].map(({ arch, weights, size }) => [arch, weights, size]);

describe('the recipe that suits', () => {
  it('small pictures, is a small model from scratch, GPU or not', () => {
    for (const machine of [null, gpu(24)]) {
      const { preset, recipe, why } = recommendRecipe({ ...photographs, side: 28, gpu: machine });
      expect([preset, recipe]).toEqual(['quick-cpu', presets['quick-cpu']]);
      expect(noteSentence(why, 'cli')).toMatch(/small \(28 pixels\)/);
    }
    expect(recommendRecipe({ ...photographs, side: 96 }).preset).toBe('photos-cpu');
  });

  it('photographs without a GPU, or with one that is too small, is photos-cpu as it is', () => {
    for (const machine of [null, gpu(4)]) {
      const { preset, recipe, why } = recommendRecipe({ ...photographs, gpu: machine });
      expect([preset, recipe]).toEqual(['photos-cpu', presets['photos-cpu']]);
      expect(noteSentence(why, 'cli')).toMatch(/photographs with 200 labels and no GPU.*lite0/);
    }
  });

  it('a GPU, has the largest batch whose counted memory it holds', () => {
    for (const [gigabytes, batch] of [
      [12, 8],
      [24, 16],
      [48, 32],
    ]) {
      const { preset, recipe, why } = recommendRecipe({ ...photographs, gpu: gpu(gigabytes) });
      expect([preset, recipe.training.labelledBatch]).toEqual(['photos-gpu', batch]);
      expect(trainingBytes(recipe, 10)).toBeLessThan((gigabytes - 2) * 2 ** 30);
      expect(noteSentence(why, 'cli')).toContain(`${gigabytes} GB`);
      expect(noteSentence(why, 'window', 'ko')).toContain(`${gigabytes} GB`);
      expect(parseRecipe(recipe)).toEqual(recipe);
    }
  });

  it('own weights, takes EfficientNets in the place of Lite, the smallest as the teacher', () => {
    const own = [
      { name: 'tf_efficientnet_b2.ns_jft_in1k', arch: 'b2' },
      { name: 'tf_efficientnet_b0.in1k', arch: 'b0' },
      { name: 'tf_efficientnet_b0.ns_jft_in1k', arch: 'b0' },
      { name: 'tf_efficientnet_b7.ns_jft_in1k', arch: 'b7' },
    ] as const;
    const two = recommendRecipe({ ...photographs, gpu: gpu(24), own });
    expect(models(two)).toEqual([
      ['b0', 'tf_efficientnet_b0.ns_jft_in1k', null],
      ['b2', 'tf_efficientnet_b2.ns_jft_in1k', 260],
    ]);
    expect(parseRecipe(two.recipe)).toEqual(two.recipe);
    expect(trainingBytes(two.recipe, 10)).toBeLessThan(22 * 2 ** 30);
    const one = recommendRecipe({ ...photographs, gpu: gpu(24), own: own.slice(0, 1) });
    expect(models(one)).toEqual([
      ['b2', 'tf_efficientnet_b2.ns_jft_in1k', 260],
      ['b2', 'tf_efficientnet_b2.ns_jft_in1k', 260],
    ]);
    // Only Lite models take no more than minutes on a processor.
    expect(models(recommendRecipe({ ...photographs, own }))[0][0]).toBe('lite0');
  });

  it('many labels, trains longer', () => {
    const { recipe } = recommendRecipe({ ...photographs, labelled: 2000 });
    const { labelledBatch, teacherLength, studentLength } = recipe.training;
    for (const { amount } of [teacherLength, studentLength])
      expect((amount * labelledBatch) / 2000).toBeGreaterThanOrEqual(8);
  });
});

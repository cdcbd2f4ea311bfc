import { describe, expect, it } from 'vitest';
import { methodNames } from '../methods';
import { presets, type Recipe, resolveRecipe } from '../recipe';
import { workOf } from '../workload/workload';
import { compareStudy, imagesTrained, titleOf } from './budget';
import { armCosts } from './costs';

const images = { labelled: 450, validation: 50, pool: 1800, test: 1000 };
const comparison = {
  ...{ name: 'compare', question: 'which', seeds: [1, 2] },
  methods: methodNames,
  baseline: 'noisy-student' as const,
};
const compared = (base: Recipe, costOf = imagesTrained) =>
  compareStudy(base, comparison, () => images, costOf);
const seen = (recipe: Recipe) => imagesTrained(workOf(recipe, images));

describe('a comparison of methods', () => {
  it.each([
    ['steps', presets['quick-cpu']],
    [
      'epochs',
      resolveRecipe({ preset: 'quick-cpu', training: { teacherLength: { amount: 12, unit: 'epochs' } } }),
    ],
    ['fine-tuning of its own length', resolveRecipe({ preset: 'quick-cpu', fineTune: { epochs: 10 } })],
  ])('gives every method the images of Noisy Student: %s', (_, base) => {
    const { arms, baseline } = compared(base);
    expect(arms.map(({ name }) => name)).toEqual(methodNames.map(titleOf));
    const [noisyStudent] = arms;
    expect([noisyStudent.name, noisyStudent.recipe]).toEqual([baseline, base]);
    const target = seen(base);
    // A length is a whole number of steps.
    for (const { name, recipe } of arms)
      expect(Math.abs(seen(recipe) / target - 1), name).toBeLessThan(0.005);
  });

  it('gives by another cost what that counts', () => {
    // A cost that counts only labelled rows, as if views of the pool were free.
    const labelledRows: typeof imagesTrained = (work) =>
      work.reduce(
        (sum, { shape, amount }) => sum + (shape.kind === 'train' ? amount * shape.labelled : 0),
        0,
      );
    const { arms } = compared(presets['quick-cpu'], labelledRows);
    const cost = (recipe: Recipe) => labelledRows(workOf(recipe, images));
    const fixmatch = arms.find(({ name }) => name === titleOf('fixmatch'));
    expect(cost(fixmatch?.recipe as Recipe)).toBe(cost(presets['quick-cpu']));
    expect(seen(fixmatch?.recipe as Recipe)).toBeGreaterThan(seen(presets['quick-cpu']));
  });
});

describe('what runs took', () => {
  it('is the mean of their images and seconds, and the most memory of one', () => {
    const cell = (arm: string, images: number | null, seconds: number, peakBytes: number | null) => ({
      ...{ arm, images, seconds, peakBytes },
    });
    const cells = [cell('a', 100, 2, 7e8), cell('a', 300, 4, 5e8), cell('b', null, 3, null)];
    expect(armCosts(['a', 'b', 'c'], cells)).toEqual([
      { arm: 'a', images: 200, seconds: 3, peakBytes: 7e8 },
      { arm: 'b', images: null, seconds: 3, peakBytes: null },
      { arm: 'c', images: null, seconds: null, peakBytes: null },
    ]);
  });
});

import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { applySettings, presets, type RecipeOverrides, resolveRecipe } from '../index';

const fromYaml = (text: string) => resolveRecipe(parse(text) as RecipeOverrides);

it('takes what its own sentences ask for: yes and no, none, numbers for a list, a number as a name', () => {
  const recipe = fromYaml(`
name: 2026
distillation: yes
noise: { student: { flip: no }, teacher: { flip: Off } }
selection: { maxCopies: none, threshold: "1e-3" }
training: { unlabelledRatio: "2, 3", gradientClip: off }
`);
  expect(recipe).toMatchObject({
    name: '2026',
    distillation: true,
    noise: { student: { flip: false }, teacher: { flip: false } },
    selection: { maxCopies: null, threshold: 0.001 },
    training: { unlabelledRatio: [2, 3], gradientClip: null },
  });
  expect(fromYaml('training: { unlabelledRatio: 7 }').training.unlabelledRatio).toEqual([7]);
  const changed = applySettings(presets['quick-cpu'], [
    ['training.unlabelledRatio', 7],
    ['name', 7],
  ]);
  expect([changed.name, changed.training.unlabelledRatio]).toEqual(['7', [7]]);
});

it('names a value as it stands in the file', () => {
  const said = (text: string) => {
    try {
      return fromYaml(text);
    } catch (error) {
      return (error as Error).message;
    }
  };
  expect(said('imageSize: .nan')).toMatch(/^imageSize is NaN; it must be a whole number from/);
  expect(said('imageSize: .inf')).toMatch(/^imageSize is Infinity;/);
  expect(said('mean: [0.5, .nan, 0.5]')).toMatch(/^mean\.1 is NaN;|^mean is \[0\.5,"NaN",0\.5\];/);
  expect(said('distillation: maybe')).toMatch(/^distillation is "maybe"; it must be yes or no/);
  expect(said('students: b0')).toMatch(
    /^students is "b0"; it must be a list in which each entry .* with arch, weights,/,
  );
  expect(said('students: [b0]')).toMatch(/^students\.0 is "b0"; it must be a group of settings with arch,/);
  expect(said('preset: 7')).toMatch(/^There is no preset "7"/);
  expect(said('preset: [quick-cpu]')).toMatch(/^There is no preset/);
});

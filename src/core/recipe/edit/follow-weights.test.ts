import { describe, expect, it } from 'vitest';
import { applySettings, changeSetting, presets, type Recipe, resolveRecipe, setByPath } from '../index';

const lite = 'tf_efficientnet_lite0.in1k';
const scoreOf = (recipe: unknown) => (recipe as Recipe).selection.ood.score;
const pretrained = [
  ['teacher.arch', 'lite0'],
  ['teacher.weights', lite],
  ['students.*.arch', 'lite0'],
] as const;

describe('a teacher with pretrained weights', () => {
  it('brings the score that is best in their features, by a path and in a file', () => {
    expect(scoreOf(presets.workstation)).toBe('mahalanobis');
    expect(scoreOf(applySettings(presets.workstation, pretrained))).toBe('knn');
    const [student] = presets['photos-cpu'].students;
    const teacher = { arch: 'lite0', weights: lite } as const;
    expect(scoreOf(resolveRecipe({ preset: 'workstation', teacher, students: [student] }))).toBe('knn');
    expect(scoreOf(setByPath(presets['photos-cpu'], 'teacher.weights', 'none'))).toBe('mahalanobis');
  });

  it('leaves a score that a person set, earlier or at once', () => {
    const path = 'selection.ood.score';
    const earlier = setByPath(presets.workstation, path, 'energy');
    expect(scoreOf(applySettings(earlier, pretrained))).toBe('energy');
    expect(scoreOf(applySettings(presets.workstation, [...pretrained, [path, 'mahalanobis']]))).toBe(
      'mahalanobis',
    );
    const selection = { ood: { score: 'knn' } } as const;
    const said = resolveRecipe({ preset: 'photos-cpu', teacher: { weights: 'none' }, selection });
    expect(scoreOf(said)).toBe('knn');
  });

  it('gives a form its own recipe’s score back when the choice is taken back', () => {
    const base = setByPath(presets.workstation, 'selection.ood.score', 'energy');
    const chosen = changeSetting(base, 'teacher.weights', lite, base);
    expect(scoreOf(chosen)).toBe('energy');
    expect(changeSetting(chosen, 'teacher.weights', 'none', base)).toEqual(base);
    const photos = presets['photos-cpu'];
    const scratch = changeSetting(photos, 'teacher.weights', 'none', photos);
    expect(scoreOf(scratch)).toBe('mahalanobis');
    expect(changeSetting(scratch, 'teacher.weights', lite, photos)).toEqual(photos);
  });

  it('changes nothing where other weights take the place of some', () => {
    const photos = presets['photos-cpu'];
    const other = changeSetting(photos, 'teacher.weights', 'tf_efficientnet_lite1.in1k', photos);
    expect(scoreOf(other)).toBe('knn');
  });
});

import { describe, expect, it } from 'vitest';
import { describeRecipe } from '../../../core/recipe';
import { isShown, matches } from './form-view';
import { fieldGroups } from './groups';

const all = fieldGroups.flatMap(({ parts }) => parts.flatMap(({ fields }) => fields));
const field = (path: string) => all.find((each) => each.path === path) as (typeof all)[number];

describe('groups of the form', () => {
  it('hold every setting of the schema once', () => {
    expect(all.map(({ path }) => path).sort()).toEqual(
      describeRecipe()
        .map(({ path }) => path)
        .sort(),
    );
  });
});

describe('search', () => {
  it('finds by every word, in title, help or path', () => {
    expect(matches(field('training.ema'), 'average moving')).toBe(true);
    expect(matches(field('training.ema'), 'training.ema')).toBe(true);
    expect(matches(field('training.ema'), 'average cutout')).toBe(false);
  });

  it('shows what it finds though it is folded away, and nothing else', () => {
    const folded = new Set<never>();
    expect(isShown(field('training.ema'), 'optimizer', '', folded)).toBe(false);
    expect(isShown(field('training.ema'), 'optimizer', 'weight average', folded)).toBe(true);
    expect(isShown(field('imageSize'), 'images', '', folded)).toBe(true);
    expect(isShown(field('imageSize'), 'images', 'weight average', folded)).toBe(false);
    expect(isShown(field('training.ema'), 'optimizer', ' ', new Set(['optimizer'] as const))).toBe(true);
  });
});

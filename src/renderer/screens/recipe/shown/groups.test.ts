import { describe, expect, it } from 'vitest';
import { describeRecipe } from '../../../../core/recipe';
import { en } from '../../../base/strings/en';
import { ko } from '../../../base/strings/ko';
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

  it('have every heading once, each with words in both languages', () => {
    for (const { name, parts } of fieldGroups) {
      const names = parts.map((part) => part.name).filter((part) => part !== null);
      expect(new Set(names).size, name).toBe(names.length);
      for (const { recipe } of [en, ko]) {
        expect(recipe.groups[name]).toBeTruthy();
        expect(recipe.groupHelp[name]).toBeTruthy();
        for (const part of names) expect(recipe.parts[part]).toBeTruthy();
      }
    }
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
    expect(isShown(field('training.ema'), '', folded)).toBe(false);
    expect(isShown(field('training.ema'), 'weight average', folded)).toBe(true);
    expect(isShown(field('imageSize'), '', folded)).toBe(true);
    expect(isShown(field('imageSize'), 'weight average', folded)).toBe(false);
    expect(isShown(field('training.ema'), ' ', new Set(['optimizer'] as const))).toBe(true);
  });
});

import { describe, expect, it } from 'vitest';
import { resolveRecipe } from '../recipe';
import type { Split } from '../vocabulary/images';
import { splitNames } from '../vocabulary/splits';
import { type StartFacts, startImages, startProblems } from './start-problems';

const recipe = resolveRecipe('quick-cpu');

function facts(
  splits: Partial<Record<Split, number>>,
  perClass: readonly number[],
  more: Partial<StartFacts> = {},
): StartFacts {
  return {
    splits: { 'labelled-train': 0, validation: 0, test: 0, 'extra-test': 0, unlabelled: 0, ...splits },
    classes: perClass.map((trained, i) => ({ name: `class ${i}`, trained })),
    gone: {},
    disk: null,
    measures: true,
    ...more,
  };
}

const codes = (of: StartFacts, changed = recipe) => startProblems(of, changed).map(({ code }) => code);

describe('startProblems', () => {
  const whole = { 'labelled-train': 100, validation: 10, test: 50, unlabelled: 900 };

  it('has nothing to say about a whole project', () => {
    expect(codes(facts(whole, [50, 50], { disk: { free: 2e9, needed: 1e9 } }))).toEqual([]);
  });

  it('says that validation images stay held out where the recipe would draw none', () => {
    expect(startProblems(facts(whole, [50, 50]), { ...recipe, validationShare: 0 })).toEqual([
      { code: 'validation-stays', blocks: false, action: 'draw-split', values: { count: 10 } },
    ]);
  });

  it('blocks what cannot be trained', () => {
    expect(startProblems(facts({}, []), recipe)).toEqual([
      { code: 'no-labelled-images', blocks: true, action: 'add-images', values: {} },
      { code: 'no-pool', blocks: true, action: 'add-images', values: {} },
    ]);
    const oneClass = startProblems(facts(whole, [100, 0]), recipe);
    expect(oneClass[0]).toMatchObject({ code: 'one-class', values: { images: 100, name: 'class 0' } });
    expect(codes(facts({ ...whole, unlabelled: 0 }, [50, 50]))).toEqual(['no-pool']);
  });

  it('needs no pool where the method uses none', () => {
    const bare = facts({ ...whole, unlabelled: 0 }, [50, 50]);
    expect(codes(bare, { ...recipe, iterations: 0 })).toEqual([]);
    expect(codes(bare, { ...recipe, method: 'supervised' })).toEqual([]);
  });

  it('blocks where all files of a part are gone, and says where some are', () => {
    const gone = (looked: number, count: number) => ({ looked, gone: count, example: '/mnt/a.jpg' });
    const pool = facts(whole, [50, 50], { gone: { unlabelled: gone(2000, 2000), test: gone(50, 50) } });
    expect(startProblems(pool, recipe)).toMatchObject([
      {
        code: 'start-files-gone',
        blocks: true,
        values: { split: splitNames.unlabelled, path: '/mnt/a.jpg' },
      },
      { code: 'start-some-gone', blocks: false, values: { split: splitNames.test, gone: 50, looked: 50 } },
    ]);
    expect(codes(pool, { ...recipe, iterations: 0 })).toEqual(['start-some-gone', 'start-some-gone']);
    const some = facts(whole, [50, 50], { gone: { 'labelled-train': gone(100, 3) } });
    expect(startProblems(some, recipe)).toMatchObject([{ code: 'start-some-gone', blocks: false }]);
  });

  it('warns where the disk has less room than is at least written', () => {
    const short = facts(whole, [50, 50], { disk: { free: 1.04e9, needed: 12.34e9 } });
    expect(startProblems(short, recipe)).toMatchObject([
      { code: 'start-disk', blocks: false, values: { needed: '12.3 GB', free: '1 GB' } },
    ]);
  });

  it('warns of what makes the result hard to trust', () => {
    const bare = { 'labelled-train': 8, unlabelled: 10 };
    expect(codes(facts(bare, [4, 4]), { ...recipe, validationShare: 0 })).toEqual([
      'few-labelled',
      'no-validation',
      'no-test',
    ]);
    expect(codes(facts(bare, [4, 4], { measures: false }))).toEqual(['few-labelled']);
    expect(startProblems(facts(whole, [50, 50, 0, 0, 0, 0]), recipe)).toMatchObject([
      { code: 'classes-untrained', values: { count: 4, names: 'class 2, class 3, class 4, …' } },
    ]);
  });
});

describe('startImages', () => {
  it('holds validation images out where the project has none', () => {
    const images = { labelled: 450, validation: 50, drawn: true };
    expect(startImages(facts({ 'labelled-train': 500 }, []), recipe)).toMatchObject(images);
    const given = { labelled: 500, validation: 7, drawn: false };
    expect(startImages(facts({ 'labelled-train': 500, validation: 7 }, []), recipe)).toMatchObject(given);
  });
});

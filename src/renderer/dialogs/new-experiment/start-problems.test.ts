import { describe, expect, it } from 'vitest';
import type { ClassView, DataOverview } from '../../../contract';
import { resolveRecipe } from '../../../core/recipe';
import { freeName, startImages, startProblems } from './start-problems';

const recipe = resolveRecipe('quick-cpu');

function overview(splits: Partial<DataOverview['splits']>, perClass: readonly number[]) {
  const all = { 'labelled-train': 0, validation: 0, test: 0, unlabelled: 0, ...splits };
  const classes = perClass.map((images, i) => ({
    name: `class ${i}`,
    images: { ...all, 'labelled-train': images },
  }));
  return { splits: all, classes: classes as unknown as ClassView[] };
}

const keys = (of: ReturnType<typeof overview>, changed = recipe) =>
  startProblems(of, changed).map(({ key }) => key);

describe('startProblems', () => {
  const whole = { 'labelled-train': 100, validation: 10, test: 50, unlabelled: 900 };

  it('has nothing to say about a whole project', () => {
    expect(keys(overview(whole, [50, 50]))).toEqual([]);
  });

  it('blocks what cannot be trained', () => {
    expect(startProblems(overview({}, []), recipe)).toEqual([
      { key: 'no-labelled', blocks: true, action: 'add-images' },
      { key: 'no-pool', blocks: true, action: 'add-images' },
    ]);
    expect(keys(overview(whole, [100]))).toEqual(['one-class']);
    expect(keys(overview({ ...whole, unlabelled: 0 }, [50, 50]))).toEqual(['no-pool']);
  });

  it('needs no pool where only a teacher is trained', () => {
    const teacherOnly = { ...recipe, iterations: 0 };
    expect(keys(overview({ ...whole, unlabelled: 0 }, [50, 50]), teacherOnly)).toEqual([]);
  });

  it('warns of what makes the result hard to trust', () => {
    const bare = { 'labelled-train': 8, unlabelled: 10 };
    expect(keys(overview(bare, [4, 4]), { ...recipe, validationShare: 0 })).toEqual([
      'few-labelled',
      'no-validation',
      'no-test',
    ]);
    expect(keys(overview(whole, [100, 0]))).toEqual(['empty-classes']);
  });
});

describe('startImages', () => {
  it('holds validation images out where the project has none', () => {
    expect(startImages(overview({ 'labelled-train': 500 }, []), recipe)).toMatchObject({
      labelled: 450,
      validation: 50,
      drawn: true,
    });
    expect(startImages(overview({ 'labelled-train': 500, validation: 7 }, []), recipe)).toMatchObject({
      labelled: 500,
      validation: 7,
      drawn: false,
    });
  });
});

describe('freeName', () => {
  it('counts on', () => {
    expect(freeName('quick-cpu', [])).toBe('quick-cpu');
    expect(freeName('quick-cpu', ['quick-cpu', 'quick-cpu 2'])).toBe('quick-cpu 3');
  });
});

import { describe, expect, it } from 'vitest';
import { describeRecipe, parseRecipe, presets, resolveRecipe, setByPath } from '../recipe';
import { workOf } from '../workload/workload';
import { methodNames, methods, roundsOf, roundTraining } from './index';

const images = { labelled: 450, validation: 50, pool: 1800, test: 1000 };

describe('the table of methods', () => {
  it.each(methodNames)('%s has its words in both languages, and the recipe says them', (name) => {
    const { en, ko } = methods[name].words;
    for (const { title, help } of [en, ko]) {
      expect(title.trim()).not.toBe('');
      expect(help).toMatch(/\.$/);
    }
    expect(en.help).not.toBe(ko.help);
    const field = describeRecipe().find(({ path }) => path === 'method');
    expect(field?.options).toContain(name);
    expect(field?.words.en.help).toContain(`${name}: ${en.help}`);
    expect(field?.words.ko.help).toContain(`${name}: ${ko.help}`);
  });

  it('repeats what the recipe says where the method repeats anything', () => {
    expect(roundsOf({ method: 'noisy-student', iterations: 3 })).toBe(3);
    expect(roundsOf({ method: 'supervised', iterations: 3 })).toBe(0);
    expect(roundTraining({ method: 'noisy-student' })).toEqual({ pseudoLabelled: true, noise: 'student' });
    expect(() => roundTraining({ method: 'supervised' })).toThrow(/repeats nothing/);
  });
});

describe('the method of a recipe', () => {
  it('is Noisy Student where a recipe was written before there was a choice', () => {
    const { method: _, ...older } = presets.workstation;
    expect(parseRecipe(older)).toEqual(presets.workstation);
    expect(presets.workstation.method).toBe('noisy-student');
  });

  it('is chosen in a file and by a path', () => {
    const chosen = setByPath(presets['quick-cpu'], 'method', 'supervised');
    expect(resolveRecipe({ method: 'supervised' })).toEqual(chosen);
    expect(() => setByPath(presets['quick-cpu'], 'method', 'superwised')).toThrow(
      /one of noisy-student, supervised/,
    );
  });

  it('supervised: one training on labelled images and nothing that a student would need', () => {
    const recipe = resolveRecipe({ method: 'supervised' });
    const work = workOf(recipe, images);
    expect(new Set(work.map(({ part }) => part))).toEqual(new Set(['teacher', 'measuring']));
    // A smaller student does not matter where there is none.
    expect(setByPath(recipe, 'teacher.arch', 'small-2').teacher.arch).toBe('small-2');
  });
});

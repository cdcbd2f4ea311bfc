import { describe, expect, it } from 'vitest';
import { describeRecipe, parseRecipe, presets, resolveRecipe, setByPath } from '../recipe';
import { workOf } from '../workload/workload';
import { batchRows, poolRows } from './batch-rows';
import { consistencyOf } from './consistency';
import { firstRunOf, methodNames, methods, roundsOf, trainingOf, usesPool } from './index';

const images = { labelled: 450, validation: 50, pool: 1800, test: 1000 };

describe('the table of methods', () => {
  it.each(methodNames)('%s has its words in both languages, and the recipe says them', (name) => {
    const { en, ko } = methods[name].words;
    for (const { title, help, fits } of [en, ko]) {
      expect(title.trim()).not.toBe('');
      for (const sentence of [help, fits]) expect(sentence).toMatch(/\.$/);
    }
    expect(en.help).not.toBe(ko.help);
    const field = describeRecipe().find(({ path }) => path === 'method');
    expect(field?.options).toContain(name);
    expect(field?.words.en.help).toContain(`${en.title} (${name}): ${en.help} ${en.fits}`);
    expect(field?.words.ko.help).toContain(`${ko.title} (${name}): ${ko.help} ${ko.fits}`);
    expect(field?.optionWords?.[name].ko.title).toBe(ko.title);
  });

  it('repeats what the recipe says where the method repeats anything', () => {
    expect(roundsOf({ method: 'noisy-student', iterations: 3 })).toBe(3);
    expect(roundsOf({ method: 'supervised', iterations: 3 })).toBe(0);
    expect(trainingOf({ method: 'noisy-student' }, 0)).toMatchObject({
      objective: 'cross-entropy',
      pool: 'none',
    });
    expect(trainingOf({ method: 'noisy-student' }, 2)).toMatchObject({
      objective: 'joint',
      pool: 'pseudo-labelled',
      run: 'student',
    });
    expect(() => trainingOf({ method: 'supervised' }, 1)).toThrow(/repeats no training/);
  });

  it.each(methodNames)(
    '%s ends its round with a training, and trains on a pool that something prepares',
    (name) => {
      const { first, round } = methods[name];
      if (round.length > 0) expect(round.at(-1)?.stage).toBe('train');
      const seen = new Set<string>();
      for (const stage of [first, ...round]) {
        if (stage.stage === 'train' && stage.pool === 'pseudo-labelled')
          expect([...seen]).toEqual(expect.arrayContaining(['label-pool', 'select']));
        if (stage.stage === 'train') expect(stage.poolViews > 0).toBe(stage.pool !== 'none');
        seen.add(stage.stage);
      }
    },
  );

  it('knows which methods look at the pool', () => {
    const uses = (method: keyof typeof methods, iterations: number) => usesPool({ method, iterations });
    expect(uses('noisy-student', 1)).toBe(true);
    expect(uses('noisy-student', 0)).toBe(false);
    expect(uses('fixmatch', 0)).toBe(true);
    expect(uses('supervised', 3)).toBe(false);
    expect([firstRunOf('noisy-student'), firstRunOf('fixmatch'), firstRunOf('none')]).toEqual([
      'teacher',
      'model',
      'teacher',
    ]);
  });

  it('counts the rows of a step: an image of the pool as often as its method looks at it', () => {
    const recipe = (method: keyof typeof methods) =>
      resolveRecipe({ method, training: { labelledBatch: 8, unlabelledRatio: [3, 5] } });
    expect([0, 1, 2].map((iteration) => batchRows(recipe('noisy-student'), iteration))).toEqual([8, 32, 48]);
    expect(poolRows(recipe('fixmatch'), 0)).toBe(2 * 24);
    expect(batchRows(recipe('supervised'), 0)).toBe(8);
  });

  it('takes the authors’ value of what a recipe leaves to them, and nothing that it does not read', () => {
    const { consistency } = resolveRecipe({ consistency: { threshold: 0.8, teacherDecay: 0.5 } });
    expect(consistencyOf(consistency, methods.fixmatch.first.consistency ?? {})).toEqual({
      threshold: 0.8,
      temperature: 0,
      weight: 1,
      rampUp: 0,
    });
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
      /one of noisy-student, fixmatch, mean-teacher, supervised/,
    );
  });

  it('has auto for all of consistency where a recipe was written before there was such a thing', () => {
    const { consistency: _, ...older } = presets.workstation;
    expect(parseRecipe(older)).toEqual(presets.workstation);
  });

  it('fixmatch: one training with all views of the pool’s images in its batch', () => {
    const work = workOf(resolveRecipe({ method: 'fixmatch' }), images);
    expect(new Set(work.map(({ part }) => part))).toEqual(new Set(['model', 'measuring']));
    expect(work[0].shape).toMatchObject({ objective: 'fixmatch', labelled: 8, pseudo: 48 });
  });

  it('supervised: one training on labelled images and nothing that a student would need', () => {
    const recipe = resolveRecipe({ method: 'supervised' });
    const work = workOf(recipe, images);
    expect(new Set(work.map(({ part }) => part))).toEqual(new Set(['model', 'measuring']));
    // A smaller student does not matter where there is none.
    expect(setByPath(recipe, 'teacher.arch', 'small-2').teacher.arch).toBe('small-2');
  });
});

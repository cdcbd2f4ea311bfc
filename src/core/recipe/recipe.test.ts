import { describe, expect, it } from 'vitest';
import {
  allowedValues,
  applySettings,
  describeRecipe,
  diffRecipes,
  parseRecipe,
  presetNames,
  presets,
  type Recipe,
  recipeHelp,
  recipeProblems,
  resolveRecipe,
  setByPath,
  studentOf,
  teacherOf,
  unlabelledBatch,
} from './index';

const quick = resolveRecipe('quick-cpu');

describe('presets', () => {
  it.each(presetNames)('%s is a valid recipe under its own name', (name) => {
    expect(parseRecipe(presets[name])).toEqual(presets[name]);
    expect(presets[name].name).toBe(name);
  });

  it('gives the paper’s value in paper-imagenet wherever the paper has one', () => {
    const fields = describeRecipe(presets['paper-imagenet']);
    const ours = fields.filter((field) => field.paper !== undefined && field.path !== 'students.*.arch');
    const differing = ours.filter((f) => JSON.stringify(f.default) !== JSON.stringify(f.paper));
    // The first teacher is a B7 (table of iterations in the paper); everything else is the headline student's.
    expect(differing.map((field) => field.path)).toEqual(['teacher.arch']);
  });

  it('is copied, not shared: changing a resolved recipe leaves the preset as it was', () => {
    const recipe = resolveRecipe('quick-cpu');
    recipe.noise.student.flip = !recipe.noise.student.flip;
    recipe.training.unlabelledRatio.push(9);
    expect(recipe.noise.teacher.flip).toBe(presets['quick-cpu'].noise.student.flip);
    expect(presets['quick-cpu'].training.unlabelledRatio).toEqual([3]);
  });
});

describe('resolveRecipe', () => {
  it('lays settings over a preset, group by group, lists as a whole', () => {
    const recipe = resolveRecipe(
      { preset: 'workstation', training: { unlabelledRatio: [5, 6] } },
      { training: { schedule: { kind: 'exponential' } } },
    );
    expect(recipe.training.unlabelledRatio).toEqual([5, 6]);
    expect(recipe.training.schedule).toEqual({
      ...presets.workstation.training.schedule,
      kind: 'exponential',
    });
    expect(recipe.teacher).toEqual(presets.workstation.teacher);
  });

  const wrong: [string, object, RegExp][] = [
    ['range', { selection: { threshold: 1.5 } }, /selection\.threshold is 1\.5; .*from 0 to 1/],
    ['type', { imageSize: '28px' }, /imageSize is "28px"; .*whole number from 8 to 1024/],
    ['whole', { iterations: 1.5 }, /iterations is 1\.5; .*whole number/],
    ['option', { targets: 'warm' }, /targets is "warm"; .*one of soft, hard/],
    ['word', { selection: { quota: 'all' } }, /selection\.quota is "all"; .*or auto/],
    ['null', { imageSize: null }, /imageSize is null/],
    ['list', { mean: [1, 2] }, /mean is \[1,2\]; .*three numbers/],
    ['entry', { training: { unlabelledRatio: [1, -2] } }, /unlabelledRatio\.1 is -2/],
    ['group', { noise: 5 }, /noise is 5; .*group of settings/],
    ['in a list', { students: [{ arch: 'b9', dropout: 0, survival: 1 }] }, /students\.0\.arch is "b9"/],
    ['unknown', { selection: { treshold: 0.3 } }, /no setting selection\.treshold.*selection\.threshold\?/],
    ['NaN', { selection: { threshold: Number.NaN } }, /selection\.threshold/],
  ];
  it.each(wrong)('names setting, value and what is allowed: %s', (_, overrides, message) => {
    expect(() => resolveRecipe(overrides as never)).toThrow(message);
  });

  it('names every wrong setting at once', () => {
    expect(() => resolveRecipe({ imageSize: 1, iterations: -1 })).toThrow(/imageSize[\s\S]*iterations/);
  });

  it('refuses a preset that does not exist and suggests the one meant', () => {
    expect(() => resolveRecipe('quick-gpu')).toThrow(
      /quick-cpu, photos-cpu.*workstation.*Did you mean quick-cpu\?/,
    );
  });

  it('refuses __proto__ from a file instead of following it', () => {
    expect(() => resolveRecipe(JSON.parse('{"__proto__":{"name":"x"}}'))).toThrow(/no setting __proto__/);
    expect(({} as { name?: string }).name).toBeUndefined();
  });

  it('lets knowledge distillation have a smaller student, softened with 1 or more', () => {
    const smaller = { teacher: { arch: 'small-2' }, method: 'distillation' } as const;
    const recipe = resolveRecipe('quick-cpu', smaller);
    expect([recipe.teacher.arch, recipe.students[0].arch]).toEqual(['small-2', 'small-1.25']);
    expect(() => resolveRecipe('quick-cpu', { ...smaller, method: 'noisy-student' })).toThrow(/smaller/);
    const at = (temperature: number) =>
      recipeProblems({ ...recipe, consistency: { ...recipe.consistency, temperature } });
    expect(at(0)).toMatchObject([{ path: 'consistency.temperature', code: 'distillation-temperature' }]);
    expect([at(1), at(20)]).toEqual([[], []]);
    const none = resolveRecipe('quick-cpu', { method: 'fixmatch', consistency: { temperature: 0 } });
    expect(recipeProblems(none)).toEqual([]);
  });

  it('refuses a smaller student unless distillation is meant', () => {
    const students: Recipe['students'] = [
      { arch: 'small', weights: 'none', size: null, dropout: 0, survival: 1 },
    ];
    const teacher = { arch: 'b0' } as const;
    expect(() => resolveRecipe({ teacher, students })).toThrow(
      /students\.0\.arch.*small is smaller.*distillation/,
    );
    expect(resolveRecipe({ teacher, students, distillation: true }).students).toEqual(students);
    expect(resolveRecipe({ teacher, students, iterations: 0 }).iterations).toBe(0);
  });

  it('refuses to start a student from the weights of another model', () => {
    expect(() => resolveRecipe({ initialise: 'teacher' })).toThrow(/cannot start from the weights/);
  });

  it('refuses a resolution fix that is not larger', () => {
    expect(() => resolveRecipe({ resolutionFix: { enabled: true, size: 28 } })).toThrow(/not above/);
  });
});

describe('setByPath', () => {
  it('reads text as the setting’s type', () => {
    expect(setByPath(quick, 'selection.threshold', '0.5').selection.threshold).toBe(0.5);
    expect(setByPath(quick, 'training.gradientClip', 'none').training.gradientClip).toBeNull();
    expect(setByPath(quick, 'training.unlabelledRatio', '14, 14,28').training.unlabelledRatio).toEqual([
      14, 14, 28,
    ]);
    expect(setByPath(quick, 'selection.duplicate', 'off').selection.duplicate).toBe(false);
    expect(setByPath(quick, 'selection.quota', 'auto').selection.quota).toBe('auto');
    expect(setByPath(quick, 'selection.quota', '100').selection.quota).toBe(100);
    expect(setByPath(quick, 'name', '42').name).toBe('42');
  });

  it('changes one setting only', () => {
    const changed = setByPath(presets['quick-cpu'], 'noise.teacher.flip', 'no');
    expect(diffRecipes(quick, changed)).toEqual([{ path: 'noise.teacher.flip', a: true, b: false }]);
  });

  it('takes every entry where a step is left out or *', () => {
    for (const path of ['noise.randAugment.magnitude', 'noise.*.randAugment.magnitude']) {
      const { noise } = setByPath(quick, path, '9');
      expect([noise.teacher.randAugment.magnitude, noise.student.randAugment.magnitude]).toEqual([9, 9]);
    }
    const two = resolveRecipe('workstation');
    expect(setByPath(two, 'students.dropout', '0.1').students.map((s) => s.dropout)).toEqual([0.1, 0.1]);
  });

  it('adds a student after the last one, no further', () => {
    const changed = setByPath(quick, 'students.1.arch', 'small-2');
    expect(changed.students.map((student) => student.arch)).toEqual(['small-1.25', 'small-2']);
    expect(() => setByPath(quick, 'students.2.arch', 'small-2')).toThrow(/no entry for students\.2\.arch/);
  });

  it('checks several changes together, in any order', () => {
    const settings: [string, string][] = [
      ['teacher.arch', 'small-2'],
      ['students.0.arch', 'small-2'],
    ];
    expect(applySettings(quick, settings)).toEqual(applySettings(quick, settings.toReversed()));
    expect(() => setByPath(quick, 'teacher.arch', 'small-2')).toThrow(/smaller than its teacher/);
  });

  it.each([
    ['selection.tresh', /Did you mean/],
    ['magnitude', /Did you mean noise\.student\.randAugment\.magnitude/],
    ['noise', /no setting noise/],
    ['', /no setting/],
    ['__proto__.x', /no setting/],
    ['training.unlabelledRatio.0', /Did you mean training\.unlabelledRatio\?/],
  ])('refuses %s', (path, message) => {
    expect(() => setByPath(quick, path, '1')).toThrow(message);
  });

  it.each([
    ['selection.threshold', 'high'],
    ['selection.threshold', ''],
    ['selection.duplicate', 'maybe'],
    ['iterations', '2.5'],
    ['mean', '0.5'],
  ])('refuses %s = %s with the allowed values', (path, value) => {
    expect(() => setByPath(quick, path, value)).toThrow(new RegExp(`${path}.*must be`));
  });
});

describe('the description', () => {
  const fields = describeRecipe();

  it('covers every value in a recipe, and nothing else', () => {
    const leaves = (value: unknown, path: string): string[] =>
      value === null || typeof value !== 'object' || fields.some((field) => field.path === path)
        ? [path]
        : Object.entries(value).flatMap(([key, child]) =>
            leaves(child, path === '' ? key : `${path}.${Array.isArray(value) ? '*' : key}`),
          );
    expect(fields.map((field) => field.path).sort()).toEqual(leaves(quick, '').sort());
  });

  it('has a title and sentences of help in both languages everywhere, and a range for every number', () => {
    for (const field of fields) {
      const { en, ko } = field.words;
      expect(en.title, field.path).toMatch(/^[A-Z]/);
      expect(ko.title, field.path).toMatch(/^[\p{sc=Hangul}·() a-z]+/iu);
      for (const { help } of [en, ko]) expect(help, field.path).toMatch(/\.$/);
      for (const { why } of field.unused)
        for (const sentence of [why.en, why.ko]) expect(sentence, field.path).toMatch(/\.$/);
      if (field.type === 'number' || field.type === 'integer')
        expect(field.min, field.path).toBeLessThan(field.max!);
    }
    expect(new Set(fields.map((field) => field.path)).size).toBe(fields.length);
  });

  it('tells the truth about ranges: both ends are accepted, beyond is not', () => {
    for (const field of fields) {
      if (field.min === undefined || field.max === undefined) continue;
      const at = (value: number) => () =>
        setByPath(sized, field.path, field.list ? Array(field.list.length ?? 1).fill(value) : value);
      const sized =
        field.path.startsWith('resolutionFix') || field.path === 'imageSize'
          ? resolveRecipe({ resolutionFix: { enabled: false } })
          : quick;
      expect(at(field.min), field.path).not.toThrow();
      expect(at(field.max), field.path).not.toThrow();
      expect(at(field.min - 1), field.path).toThrow();
      expect(at(field.max + 1), field.path).toThrow();
    }
  });

  it('prints as help', () => {
    expect(allowedValues(fields.find((field) => field.path === 'training.gradientClip')!)).toBe(
      'a number from 0.000001 to 1,000,000, or none',
    );
    const help = recipeHelp(presets['paper-imagenet']);
    expect(help).toContain('selection.quota = 130,000 (images)');
    expect(help).toContain('a whole number from 1 to 100,000,000, or auto; paper: 130,000');
  });
});

describe('mixing', () => {
  const noise = { teacher: { mixup: 0.2, cutmix: 1 }, student: { mixup: 0.4 } };

  it('is off in every preset and in recipes of before, and goes with targets that are given', () => {
    for (const preset of Object.values(presets))
      expect(Object.values(preset.noise).map(({ mixup, cutmix }) => [mixup, cutmix])).toEqual([
        [0, 0],
        [0, 0],
      ]);
    for (const method of ['noisy-student', 'supervised'] as const)
      expect(resolveRecipe('quick-cpu', { method, noise }).noise.teacher).toMatchObject(noise.teacher);
  });

  it('is refused in words by methods whose model labels for itself', () => {
    for (const [method, title] of [
      ['fixmatch', 'FixMatch'],
      ['mean-teacher', 'Mean Teacher'],
      ['flexmatch', 'FlexMatch'],
      ['freematch', 'FreeMatch'],
      ['softmatch', 'SoftMatch'],
      ['pi-model', 'Pi-model'],
      ['pseudo-label', 'Pseudo-Label'],
    ] as const) {
      const recipe = resolveRecipe('quick-cpu', { noise });
      expect(recipeProblems({ ...recipe, method })).toMatchObject([
        { path: 'noise.teacher.mixup', code: 'mix-without-targets', message: expect.stringContaining(title) },
        { path: 'noise.teacher.cutmix', code: 'mix-without-targets' },
      ]);
    }
  });
});

describe('iterations', () => {
  it('takes the entry of its iteration and repeats the last', () => {
    const recipe = resolveRecipe('workstation', {
      iterations: 3,
      training: { unlabelledRatio: [14, 14, 28] },
    });
    expect([1, 2, 3, 4].map((i) => studentOf(recipe, i).arch)).toEqual(['b1', 'b2', 'b2', 'b2']);
    expect([1, 2, 3].map((i) => teacherOf(recipe, i).arch)).toEqual(['b0', 'b1', 'b2']);
    expect([1, 3, 9].map((i) => unlabelledBatch(recipe.training, i))).toEqual([448, 896, 896]);
  });
});

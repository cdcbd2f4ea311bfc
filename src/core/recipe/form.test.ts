import { describe, expect, it } from 'vitest';
import {
  describeRecipe,
  parseRecipe,
  presetNames,
  presets,
  type Recipe,
  recipeProblems,
  resolveRecipe,
  setByPath,
  settingFromText,
  settingText,
  unusedReason,
  valueAt,
  withSetting,
} from './index';

describe('recipeProblems', () => {
  it('is empty for what parses, and names path and sentence for what does not', () => {
    for (const name of presetNames) expect(recipeProblems(presets[name])).toEqual([]);
    const wrong = { ...presets['quick-cpu'], imageSize: 4, iterations: 'two' };
    expect(recipeProblems(wrong)).toEqual([
      {
        path: 'imageSize',
        code: 'setting-value',
        values: expect.anything(),
        message: expect.stringMatching(/imageSize is 4; .*from 8 to 1024/),
      },
      {
        path: 'iterations',
        code: 'setting-value',
        values: expect.anything(),
        message: expect.stringMatching(/iterations is "two"/),
      },
    ]);
    expect(() => parseRecipe(wrong)).toThrow(
      recipeProblems(wrong)
        .map(({ message }) => message)
        .join('\n'),
    );
  });

  it('tells rules between settings at the setting to change', () => {
    const recipe = { ...presets.workstation, resolutionFix: { enabled: true, size: 224, epochs: 1 } };
    expect(recipeProblems(recipe).map(({ path }) => path)).toEqual(['resolutionFix.size']);
  });
});

describe('essential settings', () => {
  it('are settings that exist, fewer than half of them', () => {
    const fields = describeRecipe();
    const essential = fields.filter((field) => field.essential);
    expect(essential).toHaveLength(23);
    expect(essential.length).toBeLessThan(fields.length / 2);
  });
});

describe('unusedReason', () => {
  const quick = resolveRecipe('quick-cpu');
  const cases: [string, unknown, string, string | null][] = [
    ['training.schedule.kind', 'cosine', 'training.schedule.decayEpochs', 'only the exponential schedule'],
    ['training.schedule.kind', 'exponential', 'training.schedule.decayEpochs', null],
    ['training.schedule.kind', 'onecycle', 'training.schedule.warmupEpochs', 'onecycle has its own'],
    ['training.optimizer', 'adamw', 'training.referenceBatch', 'adamw takes'],
    ['training.optimizer', 'sgd', 'training.epsilon', 'sgd keeps no'],
    ['training.optimizer', 'sgd', 'training.batchNorm.epsilon', null],
    ['selection.ood.score', 'none', 'selection.ood.keep', 'the out-of-domain flag is off'],
    ['selection.duplicate', false, 'selection.maxCopies', 'short classes'],
    ['targets', 'hard', 'targetTemperature', 'hard targets'],
    ['noise.student.randAugment.ops', 0, 'noise.student.randAugment.magnitude', 'no operations'],
    ['noise.student.randAugment.ops', 0, 'noise.teacher.randAugment.magnitude', null],
    ['resolutionFix.enabled', false, 'resolutionFix.epochs', 'the fix is off'],
    ['iterations', 0, 'students.0.arch', 'with 0 iterations'],
    ['method', 'supervised', 'students.0.arch', 'trains only one model'],
    ['method', 'supervised', 'iterations', 'trains only one model'],
    ['method', 'supervised', 'training.learningRate', null],
    ['method', 'supervised', 'training.unlabelledRatio', 'only on labelled images'],
    ['method', 'supervised', 'consistency.threshold', 'no such setting'],
    ['method', 'noisy-student', 'consistency.weight', 'no such setting'],
    ['method', 'fixmatch', 'consistency.threshold', null],
    ['method', 'fixmatch', 'consistency.teacherDecay', 'no such setting'],
    ['method', 'fixmatch', 'training.unlabelledRatio', null],
    ['method', 'fixmatch', 'training.lossWeight', 'trains only one model'],
    ['method', 'fixmatch', 'training.labelSmoothing', 'smoothed labels keep low'],
    ['method', 'softmatch', 'training.labelSmoothing', 'smoothed labels keep low'],
    ['method', 'softmatch', 'consistency.threshold', 'no such setting'],
    ['method', 'softmatch', 'consistency.stateDecay', null],
    ['method', 'freematch', 'consistency.fairness', null],
    ['method', 'distillation', 'distillation', 'always be smaller'],
    ['method', 'distillation', 'noise.student.flip', 'without noise'],
    ['method', 'distillation', 'noise.teacher.flip', null],
    ['method', 'distillation', 'consistency.temperature', null],
    ['method', 'flexmatch', 'consistency.stateDecay', 'no such setting'],
    ['method', 'noisy-student', 'poolNoise.dropout', null],
    ['method', 'fixmatch', 'poolNoise.dropout', 'trains only one model'],
    ['method', 'distillation', 'poolNoise.randAugment', 'without noise'],
    ['iterations', 0, 'poolNoise.depth', 'with 0 iterations'],
    ['method', 'distillation', 'labelling.noise', null],
    ['method', 'self-training', 'labelling.noise', 'without noise'],
    ['method', 'fixmatch', 'labelling.noise', 'trains only one model'],
    ['labelling.noise', true, 'labelling.views', 'predicts each image once'],
    ['labelling.noise', true, 'labelling.earlierModels', 'predicts each image once'],
    ['labelling.views', 'mirrored', 'labelling.scales', 'at one size only'],
    ['labelling.views', 'scaled', 'labelling.scales', null],
    ['method', 'noisy-student', 'labelling.scales', 'at one size only'],
    ['method', 'data-distillation', 'labelling.scales', null],
    ['method', 'mean-teacher', 'training.labelSmoothing', null],
    ['method', 'pseudo-label', 'consistency.threshold', 'no such setting'],
    ['method', 'pseudo-label', 'consistency.rampUp', null],
    ['method', 'pi-model', 'consistency.weight', null],
    ['method', 'fixmatch', 'selection.threshold', 'trains only one model'],
    ['method', 'fixmatch', 'noise.teacher.randAugment.magnitude', null],
    ['iterations', 0, 'training.unlabelledRatio', 'with 0 iterations'],
    ['iterations', 0, 'selection.threshold', 'with 0 iterations'],
    ['iterations', 0, 'training.learningRate', null],
    ['iterations', 1, 'students.0.arch', null],
    // Rules of the sections around a setting come before its own.
    ['iterations', 0, 'noise.student.randAugment.magnitude', 'with 0 iterations'],
  ];
  it.each(cases)('with %s = %s, %s: %s', (setting, value, path, reason) => {
    const said = unusedReason(setByPath(quick, setting, value), path);
    if (reason === null) expect(said).toBeNull();
    else expect(said?.en).toContain(reason);
  });

  it('leaves out students after the last iteration', () => {
    const recipe: Recipe = { ...quick, iterations: 1, students: [...quick.students, ...quick.students] };
    expect(unusedReason(recipe, 'students.1.dropout')).toMatchObject({
      en: expect.stringContaining('fewer iterations than students'),
    });
  });

  it('bears a half-written recipe', () => {
    expect(unusedReason({ students: null }, 'students.0.arch')).toBeNull();
    expect(unusedReason(null, 'training.epsilon')).toBeNull();
  });
});

describe('settings as text', () => {
  it('reads back what it wrote, for every setting of every preset', () => {
    for (const name of presetNames)
      for (const field of describeRecipe(presets[name]))
        expect(settingFromText(field, settingText(field.default)), field.path).toEqual(field.default);
  });

  it('passes on what it cannot read', () => {
    const field = describeRecipe().find(({ path }) => path === 'training.learningRate');
    expect(settingFromText(field as never, 'fast')).toBe('fast');
    expect(settingFromText(field as never, ' 1e-4 ')).toBe(1e-4);
  });
});

describe('withSetting', () => {
  it('changes one place and shares the rest', () => {
    const before = resolveRecipe('workstation');
    const after = withSetting(before, 'students.1.dropout', 0.7) as Recipe;
    expect(valueAt(after, ['students', 1, 'dropout'])).toBe(0.7);
    expect(before.students[1].dropout).toBe(0.4);
    expect(after.students[0]).toBe(before.students[0]);
    expect(after.training).toBe(before.training);
  });

  it('makes what is missing on the way', () => {
    expect(withSetting({ a: 1 }, 'b.c', 2)).toEqual({ a: 1, b: { c: 2 } });
    expect(withSetting(null, 'a', 1)).toEqual({ a: 1 });
  });
});

import { describe, expect, it } from 'vitest';
import {
  describeRecipe,
  parseRecipe,
  presets,
  type Recipe,
  type RecipeOverrides,
  resolveRecipe,
  setByPath,
  unusedReason,
} from '../recipe';
import { batchRows, poolRows } from '../stages/batch-rows';
import { labellingViewsOf, settingsOfStage, targetsOfStage } from '../stages/stage-settings';
import { workOf } from '../workload/workload';
import { consistencyOf } from './consistency';
import {
  firstRunOf,
  methodNames,
  methods,
  orders,
  roundsOf,
  type Staged,
  trainingsOf,
  usesPool,
} from './index';
import type { Method, TrainingStage } from './method';

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
    const of = (method: keyof typeof methods, iteration: number, order: Staged['order'] = 'joint') =>
      trainingsOf({ method, order }, iteration);
    expect(of('noisy-student', 0)).toMatchObject([{ objective: 'cross-entropy', pool: 'none' }]);
    expect(of('noisy-student', 2)).toMatchObject([
      { objective: 'joint', pool: 'pseudo-labelled', run: 'student' },
    ]);
    const inTurn = [
      { objective: 'joint', pool: 'pseudo-labelled', labelled: false },
      { objective: 'cross-entropy', pool: 'none', fineTunes: true },
    ];
    expect(of('noisy-student', 1, 'pretrain-finetune')).toMatchObject(inTurn);
    // Pre-training and fine-tuning in turn is what the classic method is; the others have one training whatever the recipe's order is.
    for (const order of orders) expect(of('self-training', 1, order)).toMatchObject(inTurn);
    expect(() => of('supervised', 1)).toThrow(/repeats no training/);
  });

  it.each(methodNames)(
    '%s ends its rounds with trainings that are one run, on a pool that something prepares',
    (name) => {
      const { first, round, inTurn = [] }: Method = methods[name];
      for (const stages of [round, inTurn].filter(({ length }) => length > 0)) {
        expect(stages.at(-1)?.stage).toBe('train');
        const seen = new Set<string>();
        let before: TrainingStage | null = null;
        for (const stage of [first, ...stages]) {
          if (stage.stage !== 'train') {
            seen.add(stage.stage);
            before = null;
            continue;
          }
          if (stage.pool === 'pseudo-labelled')
            expect([...seen]).toEqual(expect.arrayContaining(['label-pool', 'select']));
          expect(stage.poolViews > 0).toBe(stage.pool !== 'none');
          // Without labelled images, the pseudo-labels decide what counts as right in training.
          if (stage.labelled === false) expect(stage.pool).toBe('pseudo-labelled');
          expect(stage.fineTunes === true).toBe(before !== null && stage !== first);
          if (stage.fineTunes) expect([stage.pool, stage.run]).toEqual(['none', before?.run]);
          if (stage !== first) before = stage;
        }
      }
    },
  );

  it('knows which methods look at the pool', () => {
    const uses = (method: keyof typeof methods, iterations: number) =>
      usesPool({ method, iterations, order: 'joint' });
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
    const rows = (method: keyof typeof methods, iteration: number) =>
      trainingsOf(recipe(method), iteration).map((stage) => batchRows(recipe(method), stage, iteration));
    expect([0, 1, 2].map((iteration) => rows('noisy-student', iteration))).toEqual([[8], [32], [48]]);
    expect(poolRows(recipe('fixmatch'), methods.fixmatch.first, 0)).toBe(2 * 24);
    expect(poolRows(recipe('pseudo-label'), methods['pseudo-label'].first, 0)).toBe(24);
    expect(rows('supervised', 0)).toEqual([8]);
    // Pseudo-labelled images alone, then labelled ones alone.
    expect([0, 1, 2].map((iteration) => rows('self-training', iteration))).toEqual([[8], [24, 8], [40, 8]]);
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

describe('one training of a recipe', () => {
  const recipe = (more: RecipeOverrides) => resolveRecipe({ method: 'noisy-student', ...more });
  const settings = (of: Recipe, iteration: number) =>
    trainingsOf(of, iteration).map((stage) => settingsOfStage(of, stage, iteration));

  it('joint: the student’s settings, as they are', () => {
    const of = recipe({});
    const [only] = settings(of, 1);
    const { dropout, survival } = of.students[0];
    expect(only).toMatchObject({ noise: of.noise.student, dropout, survival, labelled: true });
    expect([only.training, only.length]).toEqual([of.training, of.training.studentLength]);
    expect(only.unlabelledRatio).toBe(of.training.unlabelledRatio[0]);
  });

  it('says which noise pseudo-labelled images lack, in trainings that have such and noise', () => {
    const poolNoise = { dropout: false };
    const whole = { ...recipe({}).poolNoise, dropout: false };
    const of = (more: RecipeOverrides, iteration = 1) =>
      settings(recipe({ poolNoise, ...more }), iteration).map((each) => each.poolNoise);
    expect(of({})).toEqual([whole]);
    expect(of({}, 0)).toEqual([undefined]);
    expect(of({ order: 'pretrain-finetune' })).toEqual([whole, undefined]);
    expect(of({ method: 'self-training' })).toEqual([undefined, undefined]);
    expect(of({ method: 'fixmatch' }, 0)).toEqual([undefined]);
    // `poolNoise` is left out if nothing is lacking, as in trainings that earlier versions began.
    expect(Object.keys(settings(recipe({}), 1)[0])).not.toContain('poolNoise');
  });

  it('says how a teacher looks at the images that it labels: as the recipe has it, or as the method does', () => {
    const of = (more: RecipeOverrides) =>
      labellingViewsOf(recipe(more)).map(({ scale, mirrored }) => `${scale}${mirrored ? ' mirrored' : ''}`);
    expect(of({})).toEqual(['1']);
    const labelling = { scales: [1, 1.5, 1] };
    expect(of({ method: 'data-distillation', labelling })).toEqual([
      ...['1', '1 mirrored', '1.5', '1.5 mirrored'],
    ]);
    expect(of({ method: 'data-distillation', labelling: { views: 'one' } })).toEqual(['1']);
    expect(of({ labelling: { ...labelling, views: 'scaled' } })).toEqual(['1', '1.5']);
    expect(of({ labelling: { ...labelling, views: 'mirrored' } })).toEqual(['1', '1 mirrored']);
    // With noise, the teacher looks at each image once.
    expect(of({ labelling: { views: 'mirrored-scaled', noise: true } })).toEqual(['1']);
  });

  it('in turn: pre-trained as long as the student trains, fine-tuned on labelled images at a share of the rate', () => {
    const of = recipe({ order: 'pretrain-finetune', fineTune: { epochs: 3, rate: 0.25 } });
    const [pretraining, finetuning] = settings(of, 1);
    expect(pretraining).toMatchObject({ labelled: false, noise: of.noise.student, objective: 'joint' });
    expect([pretraining.training, pretraining.length]).toEqual([of.training, of.training.studentLength]);
    expect(finetuning).toMatchObject({ labelled: true, unlabelledRatio: 0, objective: 'cross-entropy' });
    expect(finetuning.length).toEqual({ amount: 3, unit: 'epochs' });
    expect(finetuning.training.learningRate).toBeCloseTo(of.training.learningRate / 4, 12);
    const auto = recipe({ order: 'pretrain-finetune' });
    expect(settings(auto, 1)[1].length).toEqual(auto.training.teacherLength);
  });

  it('self-training: no noise in any of them, hard labels, whatever the recipe says', () => {
    const of = recipe({ method: 'self-training', targets: 'soft' });
    expect(of.noise.student.randAugment.ops).toBeGreaterThan(0);
    for (const iteration of [0, 1, 2])
      for (const each of settings(of, iteration))
        expect(each).toMatchObject({ noise: null, dropout: 0, survival: 1 });
    expect(targetsOfStage(of, trainingsOf(of, 1)[0])).toBe('hard');
    const reason = (path: string) => unusedReason(of, path)?.en;
    for (const path of ['noise.teacher.flip', 'noise.student.flip', 'teacher.dropout', 'students.0.survival'])
      expect(reason(path), path).toBe('Not used: this method trains without noise.');
    expect(reason('targets')).toBe('Not used: this method learns only the best class.');
    expect(reason('order')).toBe('Not used: this method has its own order.');
    expect([reason('fineTune.rate'), reason('teacher.arch')]).toEqual([undefined, undefined]);
  });

  it('says that fine-tuning is not read where nothing is pre-trained', () => {
    const reason = (of: Recipe, path: string) => unusedReason(of, path)?.en;
    expect(reason(recipe({}), 'fineTune.epochs')).toBe('Not used: nothing is pre-trained.');
    expect(reason(recipe({}), 'order')).toBeUndefined();
    expect(reason(recipe({ order: 'pretrain-finetune' }), 'fineTune.epochs')).toBeUndefined();
  });

  it('reads what is said of a start from weights where a student is fine-tuned', () => {
    const unread = (...[settings]: Parameters<typeof recipe>) =>
      ['training.layerDecay', 'training.frozenStages'].map(
        (path) => unusedReason(recipe(settings), path)?.en,
      );
    const scratch = new Array(2).fill('Not used: every model starts from scratch.');
    expect(unread({})).toEqual(scratch);
    for (const inTurn of [{ order: 'pretrain-finetune' }, { method: 'self-training' }] as const) {
      expect(unread(inTurn)).toEqual([undefined, undefined]);
      expect(unread({ ...inTurn, iterations: 0 })).toEqual(scratch);
    }
  });

  it('is refused where pre-training would have empty batches', () => {
    const ratio = { training: { labelledBatch: 8, unlabelledRatio: [3, 0] } };
    expect(() => recipe({ order: 'pretrain-finetune', ...ratio })).toThrow(
      /unlabelled ratio of 0 leaves its batches empty/,
    );
    expect(recipe(ratio).training.unlabelledRatio).toEqual([3, 0]);
    // The second number is for a second iteration.
    expect(recipe({ order: 'pretrain-finetune', iterations: 1, ...ratio }).iterations).toBe(1);
  });
});

describe('the method of a recipe', () => {
  it('is Noisy Student where a recipe was written before there was a choice', () => {
    const { method: _, ...older } = presets.workstation;
    expect(parseRecipe(older)).toEqual(presets.workstation);
    expect(presets.workstation.method).toBe('noisy-student');
  });

  it('trains on both parts together where a recipe was written before there was a choice', () => {
    const { order: _, fineTune: __, ...older } = presets.workstation;
    expect(parseRecipe(older)).toEqual(presets.workstation);
    expect(presets.workstation.order).toBe('joint');
  });

  it('is chosen in a file and by a path', () => {
    const chosen = setByPath(presets['quick-cpu'], 'method', 'supervised');
    expect(resolveRecipe({ method: 'supervised' })).toEqual(chosen);
    expect(() => setByPath(presets['quick-cpu'], 'method', 'superwised')).toThrow(
      new RegExp(`one of ${methodNames.join(', ')}`),
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
    // A smaller student does not matter if the method has no student.
    expect(setByPath(recipe, 'teacher.arch', 'small-2').teacher.arch).toBe('small-2');
  });
});

import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { methodNames, methods } from '../methods';
import { architecture } from '../network/arch';
import { layerCosts, multipliesOf } from '../network/cost';
import { layoutOf } from '../network/layers';
import { isBelowThreshold } from '../selection/rule';
import { bytesOf, leastPart, trainingNeed, usableShare } from '../workload/memory';
import { type Work, type WorkShape, workOf } from '../workload/workload';
import { describeRecipe, type Recipe, resolveRecipe } from './index';

/** docs/recipe.md: its figures are computed here again. */
const page = readFileSync(new URL('../../../docs/recipe.md', import.meta.url), 'utf8');

/** The cells of the page's table row whose first cell is `name`, without that cell. */
const rowOf = (name: string): string[] => {
  const line = page.split('\n').find((each) => each.startsWith(`| ${name} |`));
  return (line ?? '')
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim());
};

/** The English and the Korean help of a setting. */
const helpsOf = (path: string): (string | undefined)[] => {
  const words = describeRecipe().find((field) => field.path === path)?.words;
  return [words?.en.help, words?.ko.help];
};

type Training = Extract<WorkShape, { kind: 'train' }>;

const imageNet = { labelled: 1_281_167, validation: 0, pool: 0, test: 0 };
const paper = resolveRecipe('paper-imagenet');
const isTraining = (work: Work): work is Work & { shape: Training } => work.shape.kind === 'train';
const trainings = workOf(paper, imageNet).filter(isTraining);
const atTrainingSize = trainings.filter(({ shape }) => shape.imageSize === paper.imageSize);
const layout = ({ arch }: Training) => layoutOf(architecture(arch), 1000);
const imagesOf = ({ labelled, pseudo }: Training) => labelled + pseudo;

/**
 * The memory that the engine needs for `leastPart` images at a time: weights, gradient, rmsprop's two slots and average; two joint batches.
 */
function inParts(shape: Training, recompute = false): number {
  const need = trainingNeed(layout(shape), shape.imageSize, 4, { recompute });
  return (bytesOf(need, leastPart) + 2 * imagesOf(shape) * 3 * shape.imageSize ** 2) / usableShare;
}

/** Bytes of the outputs of all layers in a step of the whole batch, in float32, which are all kept for the gradient. */
const keptBytes = (shape: Training) =>
  4 * imagesOf(shape) * layerCosts(layout(shape), shape.imageSize).reduce((sum, { kept }) => sum + kept, 0);

const terabytes = (bytes: number) => `${Number((bytes / 1e12).toPrecision(bytes < 1e13 ? 2 : 3))} TB`;

/** Whether the page names a setting in code marks: `training.ema`, a group of settings, or a pattern with a `*`. */
function isNamed(path: string): boolean {
  const named = [...page.matchAll(/`([\w.*]+)`/g)].map(([, name]) => name);
  return named.some((name) => {
    const pattern = name.replaceAll('.', '\\.').replaceAll('*', '[\\w.*]+');
    return new RegExp(`^(.+\\.)?${pattern}(\\..+)?$`).test(path);
  });
}

it('names every setting', () => {
  const unnamed = describeRecipe().filter(({ path }) => !isNamed(path));
  expect(unnamed.map(({ path }) => path)).toEqual([]);
  expect(isNamed('training.noSuchSetting')).toBe(false);
});

describe('what paper-imagenet takes', () => {
  it.each([
    ['teacher', 0],
    ['students 1 and 2', 1],
    ['students 1 and 2', 2],
    ['student 3', 3],
  ])('%s: the page has the code’s figures (training %i)', (name, place) => {
    const { shape } = atTrainingSize[place];
    const [model, batch, whole, parts, checkpointed] = rowOf(name);
    expect(model).toBe(`${shape.arch.toUpperCase()}, ${shape.imageSize}`);
    const sizes = [shape.labelled, ...(shape.pseudo > 0 ? [shape.pseudo] : [])];
    expect(batch).toBe(sizes.map((size) => size.toLocaleString('en-US')).join(' + '));
    expect(whole).toBe(terabytes(keptBytes(shape)));
    expect(parts).toBe(`${(inParts(shape) / 1e9).toFixed(0)} GB`);
    expect(checkpointed).toBe(`${(inParts(shape, true) / 1e9).toFixed(0)} GB`);
  });

  it('is so many operations that one machine needs years', () => {
    const multiplies = trainings.reduce(
      // A step costs about three times its forward pass.
      (sum, { shape, amount }) =>
        sum + 3 * amount * imagesOf(shape) * multipliesOf(layout(shape), shape.imageSize),
      0,
    );
    const operations = 2 * multiplies;
    const [digits, power] = operations.toExponential(1).split('e+');
    expect(page).toContain(`${digits} x 10^${power} floating-point operations`);
    expect(page).toContain(`${(operations / 50e12 / (365.25 * 86_400)).toFixed(0)} years at 50 TFLOP/s`);
  });

  it('is said in the help of the image size, in both languages', () => {
    const figure = terabytes(keptBytes(atTrainingSize[1].shape));
    for (const help of helpsOf('imageSize')) expect(help).toContain(`${figure}`);
  });
});

describe('what to run instead', () => {
  it.each(['b0', 'b1', 'b2', 'b3', 'b4', 'b5', 'b6', 'b7'] as const)(
    '%s keeps what the page says',
    (arch) => {
      const [imageSize, , , ratio, , keeps] = rowOf(arch);
      expect(Number(ratio)).toBe(arch === 'b0' ? 1 : 3);
      const shape: Training = {
        ...atTrainingSize[1].shape,
        arch,
        imageSize: Number(imageSize),
        labelled: 32,
        pseudo: 32 * Number(ratio),
      };
      expect(keeps).toBe(`${(keptBytes(shape) / 1e9).toFixed(1)} GB`);
    },
  );

  it('has a file that is a recipe, equal to its row', () => {
    const file = /```yaml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
    const recipe: Recipe = resolveRecipe(parse(file));
    const { training, noise } = recipe;
    const { schedule, unlabelledRatio, teacherLength, studentLength } = training;
    const [imageSize, magnitude, dropout, ratio, length] = rowOf('b2');
    expect([recipe.teacher.arch, recipe.students[0].arch, recipe.iterations]).toEqual(['b2', 'b2', 1]);
    expect([recipe.imageSize, unlabelledRatio]).toEqual([Number(imageSize), [Number(ratio)]]);
    for (const { randAugment } of Object.values(noise))
      expect(randAugment).toEqual({ ops: 2, magnitude: Number(magnitude), set: 'released' });
    for (const { dropout: share } of [recipe.teacher, ...recipe.students])
      expect(share).toBe(Number(dropout));
    for (const { amount } of [teacherLength, studentLength])
      expect(`${amount}, ${schedule.decayEpochs}`).toBe(length);
  });

  it('keeps 19 GB with the largest step of workstation', () => {
    const work = workOf(resolveRecipe('workstation'), imageNet);
    const most = Math.max(...work.filter(isTraining).map(({ shape }) => keptBytes(shape)));
    expect(page).toContain(`the largest keeps ${(most / 1e9).toFixed(0)} GB`);
  });
});

describe('the methods', () => {
  it.each(methodNames)('%s has a row with the authors’ values', (name) => {
    const [trainings, pool, settings] = rowOf(name);
    expect(trainings).not.toBe('');
    expect(pool).toMatch(
      methods[name].first.pool === 'unlabelled' ? /^unlabelled/ : /^(pseudo-labelled|not)/,
    );
    for (const [setting, value] of Object.entries(methods[name].first.consistency ?? {}))
      expect(settings, setting).toContain(value === 0 && setting === 'rampUp' ? 'no ramp-up' : String(value));
  });
});

describe('the threshold', () => {
  it('of 0.3 drops nothing with 2 or 3 classes, and can from 4 on', () => {
    const drops = (classes: number) => isBelowThreshold(1 / classes, paper.selection.threshold);
    expect([2, 3, 4, 10, 1000].map(drops)).toEqual([false, false, true, true, true]);
  });

  it('starts half way from chance to certainty', () => {
    const [two, three, ten] = [2, 3, 10].map((classes) => ((1 + 1 / classes) / 2).toFixed(2));
    expect(page).toContain(`(${two} for 2 classes, ${three} for 3, ${ten} for 10)`);
    for (const help of helpsOf('selection.threshold'))
      for (const start of [two, three]) expect(help).toContain(start);
  });
});

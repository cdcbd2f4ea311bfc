import { describe, expect, it } from 'vitest';
import { architecture } from '../network/arch';
import { parameterCount } from '../network/parameters';
import { presets, type Recipe, resolveRecipe } from '../recipe';
import { decodedSplits, diskNeed, probedSides } from './disk';

const images = { labelled: 100, pool: 1000, missing: () => 0 };
const question = { classes: 10, measures: true };
const ofMethod = (method: 'supervised' | 'fixmatch') => resolveRecipe('quick-cpu', { method });

describe('what an experiment writes', () => {
  it('are the images of the pool where its method looks at them', () => {
    const sides = (recipe: Parameters<typeof decodedSplits>[0]) =>
      [...decodedSplits(recipe, false).values()].flat();
    expect(sides(resolveRecipe('quick-cpu'))).toContain('unlabelled');
    expect(sides(ofMethod('fixmatch'))).toContain('unlabelled');
    expect(sides(ofMethod('supervised'))).not.toContain('unlabelled');
    expect(sides(resolveRecipe({ iterations: 0 }))).not.toContain('unlabelled');
  });

  it('names the images of the pool in the inputs of trainings that see it', () => {
    const inputs = (recipe: Parameters<typeof diskNeed>[0]) =>
      diskNeed(recipe, images, question).trainings -
      diskNeed(recipe, { ...images, pool: 0 }, question).trainings;
    expect(inputs(ofMethod('supervised'))).toBe(0);
    expect(inputs(ofMethod('fixmatch'))).toBe(48 * 1000);
    // Both students, not their teacher.
    expect(inputs(resolveRecipe('quick-cpu'))).toBe(2 * 48 * 1000);
  });

  it('holds whole distributions of few classes, and of many the largest 512 shares with their classes', () => {
    const recipe = resolveRecipe('quick-cpu', { iterations: 1 });
    const soft = (classes: number) =>
      diskNeed(recipe, images, { ...question, classes }).labellings -
      diskNeed(recipe, images, { ...question, classes: 10 }).labellings;
    expect(soft(1024)).toBe(1000 * 2 * (1024 - 10));
    expect(soft(1025)).toBe(soft(1024));
    expect(soft(20_000)).toBe(soft(1024));
  });

  it('holds both trainings of a student that learns one part after the other', () => {
    const of = (order: 'joint' | 'pretrain-finetune') => {
      const recipe = resolveRecipe('quick-cpu', { order, iterations: 1, training: { ema: 0 } });
      return { need: diskNeed(recipe, images, question), sides: decodedSplits(recipe, false) };
    };
    const [joint, inTurn] = [of('joint'), of('pretrain-finetune')];
    const weights = 4 * parameterCount(architecture('small-1.25'), 10);
    // adamw keeps two numbers for each weight besides the weight; then come the weights alone, and the labelled images once more.
    expect(inTurn.need.trainings - joint.need.trainings).toBe((3 + 1) * weights + 48 * 100);
    expect(inTurn.sides).toEqual(joint.sides);
  });

  it('holds the head of a teacher that is an encoder, and no checkpoint or fix of it', () => {
    const recipe = resolveRecipe({
      ...{ teacher: { arch: 'encoder', weights: 'dino', size: 224 }, iterations: 0 },
      resolutionFix: { enabled: true, size: 40, epochs: 1.5 },
    });
    const { trainings } = diskNeed(recipe, images, { ...question, encoderFeatures: 384 });
    expect(trainings).toBe(4 * (384 + 1) * 10 + 48 * 100);
    expect([...decodedSplits(recipe, true)]).toEqual([
      [224, ['labelled-train', 'validation', 'test', 'extra-test']],
    ]);
    const taught = { ...recipe, iterations: 1 };
    const { labellings } = diskNeed(taught, images, { ...question, encoderFeatures: 384 });
    const without = diskNeed(taught, images, question).labellings;
    // Features of the pool are stored as float16.
    expect(labellings - without).toBe(2 * 384 * 1000);
  });

  it('holds the average that is a teacher, whatever the recipe says of averages', () => {
    const of = (method: 'supervised' | 'mean-teacher') => {
      const recipe = resolveRecipe('quick-cpu', { method, training: { ema: 0 } });
      return diskNeed(recipe, { ...images, pool: 0 }, question).trainings;
    };
    const weights = 4 * parameterCount(architecture('small'), 10);
    // One is in the checkpoint, and one in the checkpoint that replaces it.
    expect(of('mean-teacher') - of('supervised')).toBe(2 * weights);
  });

  it('holds what the probes of students look at, as many images as these take', () => {
    const recipe = presets['photos-gpu'];
    expect(recipe.students.map(({ size }) => size)).toEqual([240, 260]);
    // 40 million multiplications for 10 classes and 1,280 features.
    expect([...probedSides(recipe, 10)]).toEqual([
      [240, 3125],
      [260, 3125],
    ]);
    expect([...probedSides(recipe, 10, 2)]).toEqual([[260, 3125]]);
    expect(
      probedSides({ ...recipe, initialise: 'teacher', students: [{ ...recipe.teacher, arch: 'lite0' }] }, 10)
        .size,
    ).toBe(0);
    const from = (of: Recipe, pool: number) => {
      const missing = (_: number, splits: readonly string[]) => (splits.includes('unlabelled') ? pool : 0);
      return diskNeed(of, { labelled: 100, pool, missing }, { classes: 10, measures: false });
    };
    const scratch = recipe.students.map((student) => ({ ...student, weights: 'none' }) as const);
    const more = (pool: number) => {
      const [own, others] = [recipe, { ...recipe, students: scratch }].map((of) => from(of, pool));
      return { cache: own.cache - others.cache, trainings: own.trainings - others.trainings };
    };
    // The first student labels the pool at its size, so the whole pool is decoded at that size.
    expect(more(1e6).cache).toBe(3125 * 3 * 260 ** 2);
    expect(more(500).cache).toBe(500 * 3 * 260 ** 2);
    const weights = recipe.students.map(({ arch }) => 4 * parameterCount(architecture(arch), 10));
    expect(more(500).trainings).toBe(weights[0] + weights[1] + 2 * 48 * (100 + 500));
  });

  it('holds labelled images at the size of a linear probe, where its training has them larger', () => {
    const { teacher, ...photos } = presets['photos-cpu'];
    const labelledAt = (weights: string) =>
      [...decodedSplits({ ...photos, teacher: { ...teacher, weights }, method: 'supervised' }, false)]
        .filter(([, splits]) => splits.includes('labelled-train'))
        .map(([side]) => side);
    expect(labelledAt('none')).toEqual([192]);
    expect(labelledAt(teacher.weights)).toEqual([192, 128]);
  });
});

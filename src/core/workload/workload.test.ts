import { describe, expect, it } from 'vitest';
import { type RecipeOverrides, resolveRecipe } from '../recipe';
import { estimateSeconds, type Measured } from './estimate';
import { leastBytes, shapeKey, shapesOf, type WorkShape, workOf } from './workload';

/** Measurements by shape. */
const measuredIn = (measurements: Readonly<Record<string, Measured>>) => (shape: WorkShape) =>
  measurements[shapeKey(shape)];

const images = { labelled: 450, validation: 50, pool: 1800, test: 1000 };

describe('workOf', () => {
  it('holds teacher, labelling, students and measuring of the quick recipe', () => {
    const recipe = resolveRecipe('quick-cpu');
    const { teacherLength, studentLength, validateEvery } = recipe.training;
    const work = workOf(recipe, images);
    const sum = (part: string, kind: string) =>
      work
        .filter((each) => each.part === part && each.shape.kind === kind)
        .reduce((total, { amount }) => total + amount, 0);
    expect(sum('teacher', 'train')).toBe(teacherLength.amount);
    expect(sum('teacher', 'predict')).toBe((teacherLength.amount / validateEvery) * 50);
    expect(sum('students', 'train')).toBe(2 * studentLength.amount);
    expect(sum('labelling', 'predict')).toBe(2 * 2300);
    expect(sum('measuring', 'predict')).toBe(3000);
  });

  it('counts epochs in labelled images and measures each shape once', () => {
    const recipe = resolveRecipe('workstation');
    const work = workOf(recipe, { ...images, labelled: 3200 });
    expect(work[0].amount).toBe(200 * 100);
    // Teacher, two students (the second one twice); each trained and predicting.
    expect(shapesOf(work).map(({ kind, arch }) => `${kind} ${arch}`)).toEqual([
      'train b0',
      'predict b0',
      'train b1',
      'predict b1',
      'train b2',
      'predict b2',
    ]);
  });

  it('labels as often as the teacher looks, with the models before it where they label too', () => {
    const labelling = (more: RecipeOverrides) =>
      workOf(resolveRecipe('quick-cpu', more), images)
        .filter(({ part }) => part === 'labelling')
        .map(({ shape, amount }) => `${shape.arch} ${shape.imageSize} ${amount}`);
    const once = ['small 28 2300', 'small-1.25 28 2300'];
    expect(labelling({})).toEqual(once);
    expect(labelling({ labelling: { views: 'mirrored-scaled', scales: [1, 1.5] }, iterations: 1 })).toEqual([
      ...['small 28 4600', 'small 42 4600'],
    ]);
    const earlier = { earlierModels: 5 };
    expect(labelling({ labelling: earlier })).toEqual([...once, 'small 28 2300']);
    expect(labelling({ labelling: { ...earlier, noise: true } })).toEqual(once);
  });

  it('holds both trainings of a student that learns one part after the other', () => {
    const recipe = resolveRecipe({
      order: 'pretrain-finetune',
      iterations: 1,
      fineTune: { epochs: 2, rate: 0.1 },
    });
    const { labelledBatch, unlabelledRatio, studentLength, validateEvery } = recipe.training;
    const work = workOf(recipe, images).filter(({ part }) => part === 'students');
    const trainings = work.filter(({ shape }) => shape.kind === 'train');
    expect(trainings.map(({ shape, amount }) => ({ ...shape, amount }))).toMatchObject([
      {
        objective: 'joint',
        labelled: 0,
        pseudo: labelledBatch * unlabelledRatio[0],
        amount: studentLength.amount,
      },
      {
        objective: 'cross-entropy',
        labelled: labelledBatch,
        pseudo: 0,
        amount: Math.round((2 * 450) / labelledBatch),
      },
    ]);
    const looks = trainings.map(({ amount }) => Math.ceil(amount / validateEvery) * images.validation);
    expect(work.filter(({ shape }) => shape.kind === 'predict').map(({ amount }) => amount)).toEqual(looks);
    expect(shapesOf(trainings)).toHaveLength(2);
  });

  it('ends each run with the resolution fix, and labels at its size', () => {
    const recipe = resolveRecipe({ resolutionFix: { enabled: true, size: 40, epochs: 1.5 } });
    const work = workOf(recipe, { ...images, labelled: 640 });
    const fixes = work.filter(({ shape }) => shape.kind === 'train' && shape.imageSize === 40);
    const steps = (1.5 * 640) / recipe.training.labelledBatch;
    expect(fixes.map(({ amount }) => amount)).toEqual([steps, steps, steps]);
    const labelling = work.filter(({ part }) => part === 'labelling');
    expect(labelling.map(({ shape }) => shape.imageSize)).toEqual([40, 40]);
  });

  it('shows the labelled images to a teacher that is an encoder once, at its own size, and trains students alone', () => {
    const recipe = resolveRecipe({
      teacher: { arch: 'encoder', weights: 'dino', size: 224 },
      ...{ order: 'pretrain-finetune', iterations: 2 },
      resolutionFix: { enabled: true, size: 40, epochs: 1.5 },
    });
    const work = workOf(recipe, images);
    const encoding = { kind: 'predict', arch: 'encoder', encoder: 'dino', imageSize: 224 };
    expect(work.filter(({ shape }) => shape.arch === 'encoder')).toMatchObject([
      { part: 'teacher', shape: encoding, amount: 500 },
      { part: 'measuring', shape: encoding, amount: 1000 },
      { part: 'labelling', shape: encoding, amount: 2300 },
    ]);
    expect(work.filter(({ part }) => part === 'teacher')).toHaveLength(1);
    // The second iteration is labelled by a student, at the size of its fix.
    expect(work.filter(({ part }) => part === 'labelling').at(-1)?.shape).toMatchObject({ imageSize: 40 });
    expect(
      shapesOf(work).filter(({ kind, arch }) => kind === 'train' && arch === recipe.students[0].arch),
    ).toHaveLength(3);
  });

  it('needs no labelling where only a teacher is trained', () => {
    const work = workOf(resolveRecipe({ iterations: 0 }), { ...images, test: 0, validation: 0 });
    expect(work.map(({ part, shape }) => `${part} ${shape.kind}`)).toEqual(['teacher train']);
  });
});

describe('estimateSeconds', () => {
  const recipe = resolveRecipe('quick-cpu');
  const work = workOf(recipe, images);
  const measured: Measured = {
    fits: true,
    secondsPerUnit: 0.1,
    startSeconds: 2,
    waitShare: 0,
    peakBytes: 1e9,
  };
  const all = Object.fromEntries(shapesOf(work).map((shape) => [shapeKey(shape), measured]));

  it('adds starts and units, part by part', () => {
    const seconds = estimateSeconds(work, measuredIn(all));
    const { teacherLength, validateEvery } = recipe.training;
    const validated = (teacherLength.amount / validateEvery) * images.validation;
    expect(seconds?.teacher).toBeCloseTo(2 + 0.1 * teacherLength.amount + 2 + 0.1 * validated);
    expect(seconds?.labelling).toBeCloseTo(2 * (2 + 230));
    const { total, ...parts } = seconds as NonNullable<typeof seconds>;
    expect(total).toBeCloseTo(Object.values(parts).reduce((a, b) => a + b, 0));
  });

  it('knows nothing while a shape is missing or does not fit', () => {
    const { [shapeKey(work[0].shape)]: _, ...rest } = all;
    expect(estimateSeconds(work, measuredIn(rest))).toBeNull();
    const tooLarge = { ...all, [shapeKey(work[0].shape)]: { fits: false, leastBytes: null } as const };
    expect(estimateSeconds(work, measuredIn(tooLarge))).toBeNull();
  });
});

describe('leastBytes', () => {
  const shape = (arch: 'b0' | 'l2', imageSize: number, labelled: number): WorkShape => ({
    kind: 'train',
    arch,
    imageSize,
    objective: 'joint',
    labelled,
    pseudo: 0,
    optimizer: 'rmsprop',
    averaged: true,
    precision: 'float32',
    gradientCheckpointing: false,
    ops: 2,
  });

  it('is that of a part of the batch, and grows with the area of the images', () => {
    const part = leastBytes(shape('b0', 224, 8));
    expect(leastBytes(shape('b0', 224, 2048))).toBe(part);
    expect(leastBytes(shape('b0', 224, 2))).toBeLessThan(part);
    expect(leastBytes(shape('b0', 448, 8))).toBeGreaterThan(2 * part);
  });

  it('is that of one image of predictions', () => {
    const predicting = { kind: 'predict', arch: 'b0', imageSize: 224, batch: 64 } as const;
    expect(leastBytes(predicting)).toBeLessThan(leastBytes(shape('b0', 224, 1)));
    expect(leastBytes({ ...predicting, batch: 1 })).toBe(leastBytes(predicting));
  });
});

import { roundsOf, trainingOf } from '../methods';
import { poolRows } from '../methods/batch-rows';
import { type ArchName, architecture, isSmallInput } from '../network/arch';
import { layerCosts } from '../network/cost';
import { layoutOf } from '../network/layers';
import { imageSizeOf, type ModelSettings, type Recipe, studentOf, teacherOf } from '../recipe';
import { stepsOf, stepsPerEpoch } from '../schedule';
import { settingsOfRun } from '../vocabulary/run-kinds';

/** One kind of work whose speed and memory can be measured: all that they depend on. */
export type Shape =
  | {
      readonly kind: 'train';
      readonly arch: ArchName;
      readonly imageSize: number;
      /** What a step computes: a name of `engine/objectives`. */
      readonly objective: string;
      /** Rows of a joint batch: labelled images, and views of the pool's. */
      readonly labelled: number;
      readonly pseudo: number;
      readonly optimizer: Recipe['training']['optimizer'];
      readonly averaged: boolean;
      /** What augmentation costs: operations on each image. */
      readonly ops: number;
    }
  | {
      readonly kind: 'predict';
      readonly arch: ArchName;
      readonly imageSize: number;
      readonly batch: number;
    };

/** A part of an experiment as a person thinks of it; `model` is all that a method without rounds trains. */
export type Part = 'model' | 'teacher' | 'students' | 'labelling' | 'measuring';

/** So many steps of a training, or so many images to be predicted. */
export interface Work {
  readonly part: Part;
  readonly shape: Shape;
  readonly amount: number;
}

/** Images of each part of the project as the experiment uses them. */
export interface WorkImages {
  readonly labelled: number;
  readonly validation: number;
  readonly pool: number;
  readonly test: number;
}

/** Everything that an experiment makes the engine do, from the lengths of the recipe; early stopping may end it sooner. */
export function workOf(recipe: Recipe, images: WorkImages): Work[] {
  const work = [...training(recipe, images, 0)];
  for (let iteration = 1; iteration <= roundsOf(recipe); iteration++) {
    // The out-of-domain scores are fitted on the labelled images and set on the validation ones.
    const amount = images.pool + images.labelled + images.validation;
    const shape = predicting(recipe, teacherOf(recipe, iteration));
    work.push({ part: 'labelling', shape, amount });
    work.push(...training(recipe, images, iteration));
  }
  return work.filter(({ amount }) => amount > 0);
}

/** The different shapes of some work, in the order in which they are met. */
export function shapesOf(work: readonly Work[]): Shape[] {
  return [...new Map(work.map(({ shape }) => [shapeKey(shape), shape])).values()];
}

/** The same for equal shapes and only for them. */
export function shapeKey(shape: Shape): string {
  return Object.values(shape).join(' ');
}

function training(recipe: Recipe, images: WorkImages, iteration: number): Work[] {
  const { training } = recipe;
  const isFirst = iteration === 0;
  const stage = trainingOf(recipe, iteration);
  const model = isFirst ? recipe.teacher : studentOf(recipe, iteration);
  const imageSize = imageSizeOf(recipe, model);
  const length = isFirst ? training.teacherLength : training.studentLength;
  const steps = stepsOf(length, stepsPerEpoch(images.labelled, training.labelledBatch));
  const noise = recipe.noise[settingsOfRun(stage.run)];
  const part = stage.run === 'student' ? 'students' : stage.run;
  const looks = Math.ceil(steps / training.validateEvery);
  const shape = {
    kind: 'train' as const,
    arch: model.arch,
    imageSize,
    objective: stage.objective,
    labelled: training.labelledBatch,
    pseudo: poolRows(recipe, iteration),
    optimizer: training.optimizer,
    averaged: training.ema > 0,
    ops: noise.randAugment.ops,
  };
  const validating: Shape = { ...predicting(recipe, model), imageSize };
  return [
    { part, shape, amount: steps },
    { part, shape: validating, amount: looks * images.validation },
    ...fixing(recipe, images, part, shape),
    { part: 'measuring', shape: predicting(recipe, model), amount: images.test },
  ];
}

function fixing(
  { resolutionFix, training }: Recipe,
  { labelled }: WorkImages,
  part: Part,
  shape: Extract<Shape, { kind: 'train' }>,
): Work[] {
  const { enabled, size, epochs } = resolutionFix;
  if (!enabled) return [];
  const perEpoch = stepsPerEpoch(labelled, training.labelledBatch);
  const amount = stepsOf({ amount: epochs, unit: 'epochs' }, perEpoch);
  return [
    { part, shape: { ...shape, objective: 'cross-entropy', imageSize: size, pseudo: 0, ops: 0 }, amount },
  ];
}

/** Labelling and measuring see images at the size that a run ends with. */
function predicting(recipe: Recipe, model: ModelSettings): Shape {
  const { resolutionFix, inferenceBatch } = recipe;
  const side = resolutionFix.enabled ? resolutionFix.size : imageSizeOf(recipe, model);
  return { kind: 'predict', arch: model.arch, imageSize: side, batch: inferenceBatch };
}

/**
 * Bytes that a step cannot do without: for a training what every layer gives (float32, kept for the gradient: expanded and
 * depthwise once before and once after normalisation, the block's output), for prediction the largest layer alone. A real
 * step takes more, so what exceeds a machine's memory here need not be tried.
 */
export function leastBytes(shape: Shape): number {
  const arch = architecture(shape.arch, { smallInput: isSmallInput(shape.imageSize) });
  const layers = layerCosts(layoutOf(arch, 1), shape.imageSize);
  if (shape.kind === 'predict') return 4 * shape.batch * Math.max(...layers.map(({ outputs }) => outputs));
  return 4 * (shape.labelled + shape.pseudo) * layers.reduce((sum, { kept }) => sum + kept, 0);
}

import { encoderArch } from '../encoder/card';
import { roundsOf, type TrainingStage, trainingsOf } from '../methods';
import { type ArchName, architecture, isSmallInput } from '../network/arch';
import { layoutOf } from '../network/layers';
import { imageSizeOf, type ModelSettings, type Recipe, type StudentSettings, teacherOf } from '../recipe';
import { stepsOf, stepsPerEpoch } from '../schedule';
import { labelledRows, poolRows } from '../stages/batch-rows';
import { looksBySide, modelOfStage, settingsOfStage } from '../stages/stage-settings';
import { bytesOf, inferenceNeed, leastPart, onnxNeed, trainingNeed, usableShare } from './memory';
import { slotNames } from './optimizer-slots';

/** One kind of work whose speed and memory can be measured, with everything that they depend on. */
export type WorkShape =
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
      readonly precision: Recipe['training']['precision'];
      readonly gradientCheckpointing: boolean;
      /** The cost of augmentation: operations on each image. */
      readonly ops: number;
    }
  | {
      readonly kind: 'predict';
      readonly arch: ArchName | typeof encoderArch;
      readonly imageSize: number;
      readonly batch: number;
      /** The name of the encoder. */
      readonly encoder?: string;
    };

type TrainShape = Extract<WorkShape, { kind: 'train' }>;

/** A part of an experiment from a person's view; `model` is the only part of a method without rounds. */
export type WorkloadPart = 'model' | 'teacher' | 'students' | 'labelling' | 'measuring';

/** An amount of work: steps of a training, or images to be predicted. */
export interface Work {
  readonly part: WorkloadPart;
  readonly shape: WorkShape;
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
  return Array.from({ length: roundsOf(recipe) + 1 }, (_, iteration) =>
    workOfIteration(recipe, images, iteration),
  ).flat();
}

/** The same of one iteration, 0 being the first model. */
export function workOfIteration(recipe: Recipe, images: WorkImages, iteration: number): Work[] {
  // The out-of-domain scores are fitted on the labelled images and set on the validation ones.
  const labelled = images.pool + images.labelled + images.validation;
  const work = [
    ...(iteration > 0 ? labelling(recipe, iteration, labelled) : []),
    ...training(recipe, images, iteration),
  ];
  return work.filter(({ amount }) => amount > 0);
}

/** The distinct shapes of some work, in order. */
export function shapesOf(work: readonly Work[]): WorkShape[] {
  return [...new Map(work.map(({ shape }) => [shapeKey(shape), shape])).values()];
}

/** A key that is equal for equal shapes only. */
export function shapeKey(shape: WorkShape): string {
  return Object.values(shape).join(' ');
}

function training(recipe: Recipe, images: WorkImages, iteration: number): Work[] {
  const stages = trainingsOf(recipe, iteration);
  const model = modelOfStage(recipe, iteration);
  const { run } = stages[0];
  const part = run === 'student' ? 'students' : run;
  const { arch } = model;
  if (arch === encoderArch) return fitting(recipe, images, part);
  const network = { ...model, arch };
  return [
    ...stages.flatMap((stage) => stepsIn(recipe, { stage, iteration, network }, images, part)),
    ...fixing(recipe, images, network, part),
    { part: 'measuring', shape: predicting(recipe, network), amount: images.test },
  ];
}

/** An encoder looks at the labelled images once; fitting its head takes next to no time beside that. */
function fitting(recipe: Recipe, { labelled, validation, test }: WorkImages, part: WorkloadPart): Work[] {
  const shape = predicting(recipe, recipe.teacher);
  return [
    { part, shape, amount: labelled + validation },
    { part: 'measuring', shape, amount: test },
  ];
}

/** One training of a run: its steps, and its looks at the validation images. */
function stepsIn(
  recipe: Recipe,
  { stage, iteration, network }: { stage: TrainingStage; iteration: number; network: StudentSettings },
  images: WorkImages,
  part: WorkloadPart,
): Work[] {
  const { labelledBatch, validateEvery } = recipe.training;
  const { noise, length, objective } = settingsOfStage(recipe, stage, iteration);
  const steps = stepsOf(length, stepsPerEpoch(images.labelled, labelledBatch));
  const shape: TrainShape = {
    ...trainShape(recipe, network, objective),
    labelled: labelledRows(recipe, stage),
    pseudo: poolRows(recipe, stage, iteration),
    ops: noise?.randAugment.ops ?? 0,
  };
  const validating: WorkShape = { ...predicting(recipe, network), imageSize: imageSizeOf(recipe, network) };
  return [
    { part, shape, amount: steps },
    { part, shape: validating, amount: Math.ceil(steps / validateEvery) * images.validation },
  ];
}

function trainShape(recipe: Recipe, network: StudentSettings, objective: string) {
  const { optimizer, ema, precision, gradientCheckpointing } = recipe.training;
  return {
    kind: 'train' as const,
    arch: network.arch,
    imageSize: imageSizeOf(recipe, network),
    objective,
    labelled: recipe.training.labelledBatch,
    pseudo: 0,
    optimizer,
    averaged: ema > 0,
    precision,
    gradientCheckpointing,
    ops: 0,
  };
}

function fixing(
  recipe: Recipe,
  { labelled }: WorkImages,
  network: StudentSettings,
  part: WorkloadPart,
): Work[] {
  const { enabled, size, epochs } = recipe.resolutionFix;
  if (!enabled) return [];
  const perEpoch = stepsPerEpoch(labelled, recipe.training.labelledBatch);
  const amount = stepsOf({ amount: epochs, unit: 'epochs' }, perEpoch);
  return [{ part, shape: { ...trainShape(recipe, network, 'cross-entropy'), imageSize: size }, amount }];
}

/** The predictions of `amount` images by the teacher of an iteration, and by the earlier models that label with it. */
function labelling(recipe: Recipe, iteration: number, amount: number): Work[] {
  const { noise, earlierModels } = recipe.labelling;
  const models = Array.from({ length: Math.min(iteration, noise ? 1 : 1 + earlierModels) }, (_, i) =>
    teacherOf(recipe, iteration - i),
  );
  return models.flatMap((model) => {
    const shape = predicting(recipe, model);
    const sides = looksBySide(recipe, shape.imageSize, { resizes: shape.arch !== encoderArch });
    return [...sides].map(
      ([imageSize, mirrored]): Work => ({
        part: 'labelling',
        shape: { ...shape, imageSize },
        amount: mirrored.length * amount,
      }),
    );
  });
}

/** Labelling and measuring see images at the size that a run ends with. */
function predicting(recipe: Recipe, model: ModelSettings): WorkShape {
  const { resolutionFix, inferenceBatch } = recipe;
  const { arch, weights } = model;
  if (arch === encoderArch)
    return {
      kind: 'predict',
      arch,
      imageSize: imageSizeOf(recipe, model),
      batch: inferenceBatch,
      encoder: weights,
    };
  const side = resolutionFix.enabled ? resolutionFix.size : imageSizeOf(recipe, model);
  return { kind: 'predict', arch, imageSize: side, batch: inferenceBatch };
}

/**
 * The least free memory that a try-out needs: for a part of the batch if it trains, for one image if it predicts. `halves` counts mixed
 * precision where the shape asks for it.
 */
export function leastBytes(shape: WorkShape, halves = false): number {
  // Of an encoder, only the pixels are known.
  if (shape.arch === encoderArch) return 12 * shape.batch * shape.imageSize ** 2;
  const arch = architecture(shape.arch, { smallInput: isSmallInput(shape.imageSize) });
  const layout = layoutOf(arch, 1);
  if (shape.kind === 'predict') {
    const needs = [inferenceNeed, onnxNeed].map((needOf) => bytesOf(needOf(layout, shape.imageSize), 1));
    return Math.min(...needs) / usableShare;
  }
  const copies = 1 + slotNames[shape.optimizer].length + (shape.averaged ? 1 : 0);
  const need = trainingNeed(layout, shape.imageSize, copies, {
    recompute: shape.gradientCheckpointing,
    width: halves && shape.precision !== 'float32' ? 2 : 4,
  });
  return bytesOf(need, imagesInPart(shape)) / usableShare;
}

/** The fewest images of a training's batch that are computed at a time. */
export const imagesInPart = ({ labelled, pseudo }: Pick<TrainShape, 'labelled' | 'pseudo'>): number =>
  Math.min(labelled + pseudo, leastPart);

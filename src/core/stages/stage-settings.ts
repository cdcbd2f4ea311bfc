import { roundOf } from '../methods';
import { type Consistency, consistencyOf, smoothsLabels } from '../methods/consistency';
import type { TrainingStage } from '../methods/method';
import { type LabellingView, viewsOf } from '../methods/views';
import {
  cacheSideOf,
  type InputNoise,
  type ModelSettings,
  type PoolNoise,
  type Recipe,
  studentOf,
  type TrainingLength,
  type TrainingSettings,
  unlabelledRatioOf,
} from '../recipe';
import { settingsOfRun } from '../vocabulary/run-kinds';

/** The settings of one training, from its recipe and its method. */
export interface StageSettings {
  readonly training: TrainingSettings;
  readonly length: TrainingLength;
  /** Input noise of its strong views; null if it trains on images as they are. */
  readonly noise: InputNoise | null;
  readonly dropout: number;
  readonly survival: number;
  /** The noise that pseudo-labelled images get if it is not all of it; left out if it is. */
  readonly poolNoise?: PoolNoise;
  readonly objective: string;
  readonly consistency?: Consistency;
  /** False if no labelled image is in its batches. */
  readonly labelled: boolean;
  /** Images of the pool for each labelled one of the recipe's batch. */
  readonly unlabelledRatio: number;
  /** Side of the cached images from which its batches are made. */
  readonly cacheSide: number;
}

/** The model of an iteration, 0 being the first. */
export const modelOfStage = (recipe: Recipe, iteration: number): ModelSettings =>
  iteration === 0 ? recipe.teacher : studentOf(recipe, iteration);

/** The settings of a training of an iteration, 0 being the first. */
export function settingsOfStage(recipe: Recipe, stage: TrainingStage, iteration: number): StageSettings {
  const { objective, consistency, pool, run } = stage;
  const model = modelOfStage(recipe, iteration);
  const clean = stage.noise === 'none';
  const noise = clean ? null : recipe.noise[settingsOfRun(run)];
  return {
    training: trainingOfStage(recipe, stage),
    length: lengthOfStage(recipe, stage),
    noise,
    dropout: clean ? 0 : model.dropout,
    survival: clean ? 1 : model.survival,
    ...(clean ? {} : poolNoiseOf(recipe, stage)),
    objective,
    ...(consistency ? { consistency: consistencyOf(recipe.consistency, consistency) } : {}),
    labelled: stage.labelled !== false,
    unlabelledRatio: pool === 'none' ? 0 : unlabelledRatioOf(recipe.training, Math.max(1, iteration)),
    cacheSide: cacheSideOf(recipe, model, noise),
  };
}

function poolNoiseOf(
  { poolNoise }: Recipe,
  { pool }: TrainingStage,
): Pick<StageSettings, 'poolNoise'> | undefined {
  const isWhole = Object.values(poolNoise).every((has) => has);
  return pool !== 'pseudo-labelled' || isWhole ? undefined : { poolNoise };
}

/** Whether averages of the weights are kept: if the recipe asks for them, and always if such an average is a teacher. */
export function isAveraged({ training }: Recipe, { consistency }: TrainingStage): boolean {
  return training.ema > 0 || consistency?.teacherDecay !== undefined;
}

/** How the teacher of a recipe looks at each image that it labels. */
export function labellingViewsOf(recipe: Recipe): LabellingView[] {
  const { views, scales, noise } = recipe.labelling;
  if (noise) return viewsOf('one', scales);
  const [labelling] = roundOf(recipe).filter((stage) => stage.stage === 'label-pool');
  return viewsOf(views === 'auto' ? (labelling?.views ?? 'one') : views, scales);
}

/** The least side of an image that every network takes. */
const leastSide = 8;

/**
 * The same looks for a model of images of this side: maps each side of a look to whether the look is mirrored, with one entry for each
 * look. An encoder that cannot be shown another size does not resize.
 */
export function looksBySide(
  recipe: Recipe,
  imageSize: number,
  { resizes }: { readonly resizes: boolean },
): Map<number, boolean[]> {
  const sides = new Map<number, Set<boolean>>();
  for (const { scale, mirrored } of labellingViewsOf(recipe)) {
    const side = resizes ? Math.max(leastSide, Math.round(scale * imageSize)) : imageSize;
    sides.set(side, (sides.get(side) ?? new Set()).add(mirrored));
  }
  return new Map([...sides].map(([side, mirrored]) => [side, [...mirrored]]));
}

/** The targets of pseudo-labelled images: the method takes precedence over the recipe. */
export function targetsOfStage(recipe: Recipe, { targets }: TrainingStage): Recipe['targets'] {
  return targets ?? recipe.targets;
}

/** The recipe's length of a training. */
export function lengthOfStage({ training, fineTune }: Recipe, stage: TrainingStage): TrainingLength {
  const { teacherLength, studentLength } = training;
  if (!stage.fineTunes) return settingsOfRun(stage.run) === 'teacher' ? teacherLength : studentLength;
  return fineTune.epochs === 'auto' ? teacherLength : { amount: fineTune.epochs, unit: 'epochs' };
}

function trainingOfStage({ training, fineTune }: Recipe, stage: TrainingStage): TrainingSettings {
  const smoothed = smoothsLabels(stage.consistency) ? training : { ...training, labelSmoothing: 0 };
  if (!stage.fineTunes) return smoothed;
  return { ...smoothed, learningRate: training.learningRate * fineTune.rate };
}

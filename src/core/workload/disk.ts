import { roundsOf } from '../methods';
import { architecture } from '../network/arch';
import { parameterCount } from '../network/parameters';
import { oodScoreNames } from '../ood';
import { type Recipe, studentOf, teacherOf } from '../recipe';

/** Bytes that an experiment still writes into its project's folder. */
export interface DiskNeed {
  /** Images decoded once at each size. */
  readonly cache: number;
  /** Inputs, checkpoints and weights of its trainings. */
  readonly trainings: number;
  /** What teachers say of the pool. */
  readonly labellings: number;
}

export interface DiskImages {
  /** Images that a training learns from or is validated on. */
  readonly labelled: number;
  readonly pool: number;
  /** Images whose pixels are not in the cache of this side yet. */
  missing(imageSize: number): number;
}

const float = 4;
/** Of an image in the inputs of a training: hash, label or row, class, copies. */
const inputBytes = 48;
/** Of an image in a labelling beside scores, soft label and features: id, source, class, confidence, margin. */
const rowBytes = 18;

/**
 * The least that is written, from the recipe: an experiment that has less room stops in its middle. `done` trainings are behind it.
 * A checkpoint holds weights, the optimizer's slots, their average and, with early stopping, the best ones; two of the training at
 * work are there at a time.
 */
export function diskNeed(recipe: Recipe, images: DiskImages, classes: number, done = 0): DiskNeed {
  const { training, resolutionFix } = recipe;
  const rounds = roundsOf(recipe);
  const sizes = new Set([recipe.imageSize, ...(resolutionFix.enabled ? [resolutionFix.size] : [])]);
  const slots = { sgd: 1, rmsprop: 2, adamw: 2 }[training.optimizer];
  const copies = 1 + slots + (training.ema > 0 ? 1 : 0) + (training.earlyStop.patience === null ? 0 : 1);
  const archs = [
    recipe.teacher.arch,
    ...Array.from({ length: rounds }, (_, i) => studentOf(recipe, i + 1).arch),
  ];
  const left = archs.slice(done).map((arch) => float * parameterCount(architecture(arch), classes));
  const perRun = copies + 1 + (resolutionFix.enabled ? copies + 1 : 0);
  const inputs = inputBytes * (images.labelled + (rounds > 0 ? images.pool : 0));
  let labellings = 0;
  for (let iteration = Math.max(1, done); iteration <= rounds; iteration++) {
    const { head } = architecture(teacherOf(recipe, iteration).arch);
    labellings += images.pool * (rowBytes + float * oodScoreNames.length + 2 * (classes + head));
  }
  return {
    cache: [...sizes].reduce((sum, size) => sum + images.missing(size) * size * size * 3, 0),
    trainings:
      left.reduce((sum, weights) => sum + perRun * weights + inputs, 0) + copies * Math.max(0, ...left),
    labellings,
  };
}

export const bytesIn = ({ cache, trainings, labellings }: DiskNeed): number => cache + trainings + labellings;

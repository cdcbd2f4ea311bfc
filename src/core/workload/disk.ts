import { encoderArch } from '../encoder/card';
import { roundsOf, trainingsOf } from '../methods';
import { architecture } from '../network/arch';
import { parameterCount } from '../network/parameters';
import { oodScoreNames } from '../ood';
import { mostProbed } from '../probe/linear-probe';
import { goesOnFromTeacher, imageSizeOf, type Recipe, teacherOf } from '../recipe';
import { isAveraged, modelOfStage, settingsOfStage } from '../stages/stage-settings';
import type { Split } from '../vocabulary/images';
import { softBytes } from '../vocabulary/soft-storage';
import { slotNames } from './optimizer-slots';

/** Bytes that an experiment still writes into its project's folder. */
export interface DiskNeed {
  /** Images decoded once at each size. */
  readonly cache: number;
  /** Inputs, checkpoints and weights of its trainings. */
  readonly trainings: number;
  /** A teacher's outputs for the pool. */
  readonly labellings: number;
}

export interface DiskImages {
  /** Images that a training learns from or is validated on. */
  readonly labelled: number;
  readonly pool: number;
  /** The number of images of these splits whose pixels are not in the cache of this side yet. */
  missing(side: number, splits: readonly Split[]): number;
}

export interface DiskQuestion {
  readonly classes: number;
  readonly measures: boolean;
  /** The number of finished trainings. */
  readonly done?: number;
  /** How many numbers the encoder returns for an image, if the teacher is an encoder. */
  readonly encoderFeatures?: number;
}

/**
 * Sides of the squares that an experiment decodes images to, with the splits that it needs at each; `measures` includes its test images.
 */
export function decodedSplits(recipe: Recipe, measures: boolean): Map<number, Split[]> {
  const sides = new Map<number, Set<Split>>();
  const at = (side: number, ...splits: Split[]) => {
    sides.set(side, new Set([...(sides.get(side) ?? []), ...splits]));
  };
  const rounds = roundsOf(recipe);
  for (let round = 0; round <= rounds; round++) {
    const model = modelOfStage(recipe, round);
    const fixes = recipe.resolutionFix.enabled && model.arch !== encoderArch;
    const shown = fixes ? recipe.resolutionFix.size : imageSizeOf(recipe, model);
    for (const stage of trainingsOf(recipe, round)) {
      const { cacheSide, labelled } = settingsOfStage(recipe, stage, round);
      if (labelled) at(cacheSide, 'labelled-train');
      if (stage.pool !== 'none') at(cacheSide, 'unlabelled');
    }
    at(imageSizeOf(recipe, model), 'validation');
    if (round === 0 && isProbed(recipe, round)) at(imageSizeOf(recipe, model), 'labelled-train');
    if (fixes) at(shown, 'labelled-train', 'validation');
    if (round < rounds) at(shown, 'labelled-train', 'validation', 'unlabelled');
    if (measures) at(shown, 'test', 'extra-test');
  }
  return new Map([...sides].map(([side, splits]) => [side, [...splits]]));
}

/** Whether a linear probe comes before the trainings of an iteration: its model has pretrained weights and no classifier yet. */
function isProbed(recipe: Recipe, iteration: number): boolean {
  const isPretrained = modelOfStage(recipe, iteration).weights !== 'none';
  return isPretrained && (iteration === 0 || !goesOnFromTeacher(recipe, iteration));
}

/** The splits from which a student's probe takes some images. */
export const probedSplits: readonly Split[] = ['labelled-train', 'unlabelled'];

/**
 * Sides of the squares to which images are decoded for linear probes of students, each with the most images; `done` trainings are finished.
 */
export function probedSides(recipe: Recipe, classes: number, done = 0): Map<number, number> {
  const sides = new Map<number, number>();
  for (let iteration = Math.max(1, done); iteration <= roundsOf(recipe); iteration++) {
    if (!isProbed(recipe, iteration)) continue;
    const side = imageSizeOf(recipe, modelOfStage(recipe, iteration));
    sides.set(side, (sides.get(side) ?? 0) + imagesOfProbe(recipe, iteration, classes));
  }
  return sides;
}

const imagesOfProbe = (recipe: Recipe, iteration: number, classes: number) =>
  mostProbed({ width: architecture(modelOfStage(recipe, iteration).arch).head, classes });

const float = 4;
/** Bytes of an image in the inputs of a training: hash, label or row, class, copies. */
const inputBytes = 48;
/** Bytes of an image in a labelling besides scores, soft label and features: id, source, class, confidence, margin. */
const rowBytes = 18;

/**
 * The fewest bytes that an experiment writes, judging by its recipe: if there is less room, it stops halfway. `done` trainings are
 * finished. A checkpoint holds the weights, the optimizer's slots, the average of the weights and, with early stopping, the best weights;
 * two checkpoints of the current training exist at a time.
 */
export function diskNeed(
  recipe: Recipe,
  images: DiskImages,
  { classes, measures, done = 0, encoderFeatures = 0 }: DiskQuestion,
): DiskNeed {
  const rounds = roundsOf(recipe);
  const trainings = Array.from({ length: rounds + 1 }, (_, i) =>
    trainingNeed(recipe, i, images, { classes, encoderFeatures }),
  );
  const left = trainings.slice(done);
  let labellings = 0;
  for (let iteration = Math.max(1, done); iteration <= rounds; iteration++) {
    const { arch } = teacherOf(recipe, iteration);
    const head = arch === encoderArch ? encoderFeatures : architecture(arch).head;
    labellings += images.pool * (rowBytes + float * oodScoreNames.length + softBytes(classes) + 2 * head);
  }
  const whole = decodedSplits(recipe, measures);
  const bytesAt = (side: number, count: number) => count * side * side * 3;
  const decoded = [...whole].map(([side, splits]) => bytesAt(side, images.missing(side, splits)));
  const probed = [...probedSides(recipe, classes, done)].map(([side, most]) => {
    const others = probedSplits.filter((split) => !whole.get(side)?.includes(split));
    return bytesAt(side, Math.min(most, images.missing(side, others)));
  });
  return {
    cache: [...decoded, ...probed].reduce((sum, bytes) => sum + bytes, 0),
    trainings:
      left.reduce((sum, { bytes }) => sum + bytes, 0) +
      Math.max(0, ...left.map(({ checkpoint }) => checkpoint)),
    labellings,
  };
}

/** The bytes that remain of the trainings of an iteration, 0 being the first, and the size of their largest checkpoint. */
function trainingNeed(
  recipe: Recipe,
  iteration: number,
  images: DiskImages,
  { classes, encoderFeatures }: Required<Pick<DiskQuestion, 'classes' | 'encoderFeatures'>>,
) {
  const { training, resolutionFix } = recipe;
  const { arch } = modelOfStage(recipe, iteration);
  // The head of an encoder is fitted at once: it has no checkpoint and no fix.
  if (arch === encoderArch)
    return { bytes: float * (encoderFeatures + 1) * classes + inputBytes * images.labelled, checkpoint: 0 };
  const slots = slotNames[training.optimizer].length;
  const copies = (averaged: boolean, best: boolean) => 1 + slots + (averaged ? 1 : 0) + (best ? 1 : 0);
  const weights = float * parameterCount(architecture(arch), classes);
  const needs = trainingsOf(recipe, iteration).map((stage) => {
    const checkpoint = copies(isAveraged(recipe, stage), training.earlyStop.patience !== null) * weights;
    const inputs = inputBytes * (images.labelled + (stage.pool === 'none' ? 0 : images.pool));
    return { bytes: checkpoint + weights + inputs, checkpoint };
  });
  // The fix has no average of a teacher and no early stop.
  const ofFix = resolutionFix.enabled ? (copies(training.ema > 0, false) + 1) * weights : 0;
  // A probe stores the weights of a whole network; its inputs name only some images of the pool.
  const named = iteration === 0 ? 0 : Math.min(images.pool, imagesOfProbe(recipe, iteration, classes));
  const ofProbe = isProbed(recipe, iteration) ? weights + inputBytes * (images.labelled + named) : 0;
  return {
    bytes: needs.reduce((sum, { bytes }) => sum + bytes, ofFix + ofProbe),
    checkpoint: Math.max(...needs.map(({ checkpoint }) => checkpoint)),
  };
}

export const bytesIn = ({ cache, trainings, labellings }: DiskNeed): number => cache + trainings + labellings;

import type { TrainingStage } from '../methods/method';
import { type Recipe, unlabelledBatch } from '../recipe';

/** Labelled images in a step of a training. */
export function labelledRows({ training }: Recipe, { labelled }: TrainingStage): number {
  return labelled === false ? 0 : training.labelledBatch;
}

/** Rows of a step that are views of the pool's images, in a training of an iteration, 0 being the first. */
export function poolRows(recipe: Recipe, { pool, poolViews }: TrainingStage, iteration: number): number {
  return pool === 'none' ? 0 : poolViews * unlabelledBatch(recipe.training, Math.max(1, iteration));
}

/** All rows of a step. */
export function batchRows(recipe: Recipe, stage: TrainingStage, iteration: number): number {
  return labelledRows(recipe, stage) + poolRows(recipe, stage, iteration);
}

import { type Recipe, unlabelledBatch } from '../recipe';
import { trainingOf } from './index';

/** Images of the pool in a step of an iteration's training, 0 being the first, and rows that are views of them. */
export function poolRows(recipe: Recipe, iteration: number): number {
  const { pool, poolViews } = trainingOf(recipe, iteration);
  return pool === 'none' ? 0 : poolViews * unlabelledBatch(recipe.training, Math.max(1, iteration));
}

/** Rows of the joint batch of an iteration's training, 0 being the first. */
export function batchRows(recipe: Recipe, iteration: number): number {
  return recipe.training.labelledBatch + poolRows(recipe, iteration);
}

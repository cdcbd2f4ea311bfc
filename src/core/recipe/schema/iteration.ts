import type { ModelSettings, Recipe, StudentSettings, TrainingSettings } from './schema';

const entryFor = <T>(list: readonly T[], iteration: number): T =>
  list[Math.min(Math.max(iteration, 1), list.length) - 1];

/** The student of an iteration, counted from 1; the list's last entry repeats. */
export function studentOf(recipe: Recipe, iteration: number): StudentSettings {
  return entryFor(recipe.students, iteration);
}

/** The model that labels the pool in an iteration: the first teacher in iteration 1, then the student before. */
export function teacherOf(recipe: Recipe, iteration: number): ModelSettings {
  return iteration <= 1 ? recipe.teacher : studentOf(recipe, iteration - 1);
}

/**
 * Whether the student of an iteration begins with the weights of its teacher: if the recipe says so, and both have the same architecture.
 */
export function goesOnFromTeacher(recipe: Recipe, iteration: number): boolean {
  const isSame = teacherOf(recipe, iteration).arch === studentOf(recipe, iteration).arch;
  return recipe.initialise === 'teacher' && isSame;
}

/** Pseudo-labelled images for each labelled one in a step of an iteration. */
export function unlabelledRatioOf(training: TrainingSettings, iteration: number): number {
  return entryFor(training.unlabelledRatio, iteration);
}

/** Pseudo-labelled images in a step of an iteration: the labelled batch times the ratio, rounded. */
export function unlabelledBatch(training: TrainingSettings, iteration: number): number {
  return Math.round(training.labelledBatch * unlabelledRatioOf(training, iteration));
}

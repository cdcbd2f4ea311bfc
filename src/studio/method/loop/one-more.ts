import { studioError } from '../../../core/errors';
import { methodOf } from '../../../core/methods';
import { parseRecipe } from '../../../core/recipe';
import type { Project } from '../../project/folder/project';

/**
 * Adds one more iteration to a finished experiment: its last student becomes the teacher of another student. `runLoop` then goes on. Throws
 * `experiment-not-done`, `experiment-no-rounds`, `experiment-in-study`, and `bad-recipe` if there are as many iterations as a recipe may
 * have.
 */
export function addIteration({ catalog }: Project, experimentId: number): void {
  const { name, state, recipe: stored } = catalog.experiments.get(experimentId);
  const recipe = parseRecipe(stored);
  if (methodOf(recipe).round.length === 0) throw studioError('experiment-no-rounds', { name });
  if (state !== 'done') throw studioError('experiment-not-done', { name });
  if (catalog.studies.has(experimentId)) throw studioError('experiment-in-study', { name });
  catalog.experiments.setRecipe(experimentId, parseRecipe({ ...recipe, iterations: recipe.iterations + 1 }));
}

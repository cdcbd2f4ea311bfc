import type { Run } from '../catalog';
import { StudioError } from '../core/errors';
import { type ModelSettings, studentOf } from '../core/recipe';
import type { Project } from './project';
import { recipeOf } from './train-run';

/** Model and model noise of a run: the recipe's teacher, or the student of the iteration that it belongs to. */
export function modelSettingsOf(project: Project, run: Run): ModelSettings {
  const recipe = recipeOf(run);
  if (run.kind === 'teacher') return recipe.teacher;
  if (run.iterationId === null)
    throw new StudioError('run-kind', `Run ${run.id} is a student without an iteration.`);
  return studentOf(recipe, project.catalog.iterations.get(run.iterationId).number);
}

export function modelArchOf(project: Project, run: Run): ModelSettings['arch'] {
  return modelSettingsOf(project, run).arch;
}

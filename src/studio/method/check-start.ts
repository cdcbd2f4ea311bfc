import { studioError } from '../../core/errors';
import { roundsOf, usesPool } from '../../core/methods';
import type { Recipe } from '../../core/recipe';
import { checkTrainable, imagesOf } from '../project/image-sets';
import type { Project } from '../project/project';
import { checkWeights } from './start-weights';

/**
 * What the later stages of an experiment need is asked for before its first one, so that no teacher is trained for hours that then
 * finds nothing to label. Throws `no-labelled-images`, `too-few-classes`, `no-pool`, `weights-unknown`, `weights-of-other-model`.
 */
export function checkStart(project: Project, recipe: Recipe): void {
  checkTrainable(project, imagesOf(project, 'labelled-train'));
  checkWeights(recipe.teacher);
  if (recipe.initialise === 'scratch')
    for (const student of recipe.students.slice(0, roundsOf(recipe))) checkWeights(student);
  const pool = project.catalog.images.count({ split: 'unlabelled', state: 'ok' });
  if (usesPool(recipe) && pool === 0) throw studioError('no-pool', {});
}

import type { Recipe } from '../../../core/recipe';
import { sharedCount } from '../../../core/sampling/pool-share';
import type { WorkImages } from '../../../core/workload/workload';
import type { Project } from '../../project/folder/project';

/** How many images of the project are used by an experiment with this recipe. */
export function workImages({ catalog }: Project, recipe: Recipe): WorkImages {
  const images = (split: 'labelled-train' | 'validation' | 'unlabelled' | 'test') =>
    catalog.images.count({ split, state: 'ok' });
  const all = images('labelled-train');
  // Validation images are drawn when the first experiment begins.
  const validation = images('validation') || Math.round(all * recipe.validationShare);
  return {
    labelled: images('validation') > 0 ? all : all - validation,
    validation,
    pool: sharedCount(images('unlabelled'), recipe.poolShare),
    test: images('test'),
  };
}

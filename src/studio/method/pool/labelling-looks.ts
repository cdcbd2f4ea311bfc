import type { Run } from '../../../catalog';
import { isEncoder } from '../../../core/network/model-spec';
import type { Recipe } from '../../../core/recipe';
import { looksBySide } from '../../../core/stages/stage-settings';
import type { Look } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { outputsOf } from '../../project/images/image-sets';
import { atSize, iterationOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';

/**
 * The looks at each image that are averaged to a teacher's labels: its own, mirrored and at several sizes, and those of earlier models.
 * Undefined if it looks once, at the image as it is.
 */
export function labellingLooks(
  context: Pick<StudioContext, 'project'>,
  teacher: Run,
  recipe: Recipe,
): Look[] | undefined {
  const { noise, earlierModels } = recipe.labelling;
  if (noise) return undefined;
  const models = [teacher, ...earlierThan(context, teacher).slice(0, earlierModels)];
  const looks = models.flatMap((run) => {
    const { model, ...files } = modelJob(context, run);
    const sides = looksBySide(recipe, model.imageSize, { resizes: !isEncoder(model) });
    return [...sides].map(([side, mirrored]) => ({
      ...files,
      model: isEncoder(model) || side === model.imageSize ? model : atSize(model, side),
      mirrored,
    }));
  });
  const own = modelJob(context, teacher).model.imageSize;
  const isPlain = looks.every(({ model, mirrored }) => model.imageSize === own && !mirrored.includes(true));
  return looks.length === 1 && isPlain ? undefined : looks;
}

/** Finished models of the teacher's experiment that came before it, the newest first; models with other classes are left out. */
function earlierThan({ project }: Pick<StudioContext, 'project'>, teacher: Run): Run[] {
  if (teacher.experimentId === null) return [];
  const iteration = iterationOf(project, teacher);
  const classesOf = (run: Run) =>
    outputsOf(project, run)
      .map(({ id }) => id)
      .join(' ');
  const classes = classesOf(teacher);
  return project.catalog.runs
    .list({ experimentId: teacher.experimentId, state: 'done' })
    .filter((run) => run.kind !== 'probe' && iterationOf(project, run) < iteration)
    .filter((run) => classesOf(run) === classes)
    .sort((a, b) => iterationOf(project, b) - iterationOf(project, a));
}

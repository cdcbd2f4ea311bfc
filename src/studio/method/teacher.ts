import type { Run } from '../../catalog';
import { StudioError } from '../../core/errors';
import { methods } from '../../core/methods';
import type { Recipe } from '../../core/recipe';
import { drawValidation } from '../import';
import type { StudioContext } from '../project/context';
import { unlearntClasses } from '../project/image-sets';
import { modelOf, recipeOf } from '../project/run-model';
import { stageEvent } from '../project/stage-event';
import { labelledInputs } from './labelled-inputs';
import { ensureProbe, probeOf } from './linear-probe';
import { ensurePixels } from './pixels';
import { pretrainedStart, startFrom } from './start-weights';
import { trainRun } from './train-run';

/** Holds validation images out of the training split by seed where the project has none. */
export function ensureValidation({ project }: StudioContext, recipe: Recipe, seed: number): void {
  const { catalog } = project;
  if (recipe.validationShare === 0 || catalog.images.count({ split: 'validation', state: 'ok' }) > 0) return;
  drawValidation(project, { share: recipe.validationShare, seed });
}

/** Trains the first teacher, on labelled images only; from its experiment's linear probe, which is fitted first where there is one. */
export async function trainTeacher(context: StudioContext, runId: number): Promise<Run> {
  const run = context.project.catalog.runs.get(runId);
  if (run.kind !== 'teacher')
    throw new StudioError(
      'run-kind',
      `Run ${runId} is a student; it is trained by its experiment: "noisy-studio resume".`,
    );
  const recipe = recipeOf(run);
  await ensurePixels(context, recipe.imageSize, ['labelled-train', 'validation']);
  for (const { name, images } of unlearntClasses(context.project)) {
    const text = `No image to train on is of the class "${name}"; the ${images} that are measured can only be wrong.`;
    context.tell({ type: 'note', text });
  }
  const { arch, dropout, survival } = recipe.teacher;
  const probe = probeOf(context, run.experimentId);
  const start = probe
    ? startFrom(context, runId, await ensureProbe(context, probe))
    : await pretrainedStart(context, runId, recipe.teacher);
  context.tell(stageEvent('train', 'teacher', { arch }));
  return trainRun(context, runId, () => ({
    spec: {
      model: modelOf(recipe, arch, context.project.catalog.classes.list().length, start.facts),
      dropout,
      survival,
      noise: recipe.noise[methods[recipe.method].first.noise],
      training: recipe.training,
      unlabelledRatio: 0,
      inferenceBatch: recipe.inferenceBatch,
      chooseBy: recipe.chooseBy,
      seed: run.seed,
      ...start.weights,
      role: 'teacher',
    },
    inputs: { ...labelledInputs(context), pseudo: null },
  }));
}

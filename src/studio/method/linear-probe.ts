import type { Run } from '../../catalog';
import { imageSizeOf } from '../../core/recipe';
import type { StudioContext } from '../project/context';
import { modelOf, recipeOf } from '../project/run-model';
import { stageEvent } from '../project/stage-event';
import { labelledInputs } from './labelled-inputs';
import { ensurePixels } from './pixels';
import { pretrainedStart } from './start-weights';
import { trainRun } from './train-run';

/** The linear probe of an experiment whose teacher starts from pretrained weights; null for another. */
export function probeOf(
  { project }: Pick<StudioContext, 'project'>,
  experimentId: number | null,
): Run | null {
  if (experimentId === null) return null;
  return project.catalog.runs.list({ experimentId, kind: 'probe' })[0] ?? null;
}

/** Fits a linear probe where that is not done: the first model of its experiment, and where its teacher starts. */
export async function ensureProbe(context: StudioContext, run: Run): Promise<Run> {
  if (run.state === 'done') return run;
  const recipe = recipeOf(run);
  const { arch } = recipe.teacher;
  const start = await pretrainedStart(context, run.id, recipe.teacher);
  const size = imageSizeOf(recipe, recipe.teacher);
  await ensurePixels(context, size, recipe.fit, ['labelled-train', 'validation']);
  const inputs = { ...labelledInputs(context), pseudo: null };
  context.tell(stageEvent('train', 'probe', { arch, images: inputs.labelled.labels.length }));
  return trainRun(context, run.id, () => ({
    spec: {
      model: modelOf(recipe, recipe.teacher, context.project.catalog.classes.list().length, start.facts),
      dropout: 0,
      survival: 1,
      noise: null,
      training: recipe.training,
      objective: 'cross-entropy',
      unlabelledRatio: 0,
      inferenceBatch: recipe.inferenceBatch,
      seed: run.seed,
      ...start.weights,
      role: 'teacher',
    },
    inputs,
  }));
}

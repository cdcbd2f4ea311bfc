import type { ImageInput, Run } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { studioError } from '../../../core/errors';
import { type TrainingStage, trainingsOf } from '../../../core/methods';
import { imageSizeOf, type Recipe } from '../../../core/recipe';
import { settingsOfStage } from '../../../core/stages/stage-settings';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import { note } from '../../../core/words/notes';
import type { TrainInputs } from '../../../runner/job/messages';
import { drawValidation, nearCopiesLeft } from '../../import';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import { hashesOf, unlearntClasses } from '../../project/images/image-sets';
import { modelOf, recipeOf } from '../../project/runs/run-model';
import { ensurePixels } from '../model/pixels';
import { decodedPool } from '../pool/pool';
import { searchNearCopies } from '../start/search-near-copies';
import { pretrainedStart, startFrom } from '../start/start-weights';
import { fitEncoderTeacher } from './encoder-teacher';
import { labelledInputs } from './labelled-inputs';
import { ensureProbe, probeOf } from './linear-probe';
import { trainRun } from './train-run';

/**
 * Draws validation images from the training split by seed if the project has none, after a search for near copies, which belong on one
 * side.
 */
export async function ensureValidation(context: StudioContext, recipe: Recipe, seed: number): Promise<void> {
  const { project, tell } = context;
  const { catalog } = project;
  await searchNearCopies(context);
  for (const note of nearCopiesLeft(project)) tell({ type: 'note', note });
  if (recipe.validationShare === 0 || catalog.images.count({ split: 'validation', state: 'ok' }) > 0) return;
  for (const note of drawValidation(project, { share: recipe.validationShare, seed }).notes)
    tell({ type: 'note', note });
}

/** The images of the pool, for a training that makes its own targets. Throws `no-pool`. */
export function unlabelledInputs(
  { pool }: TrainingStage,
  images: readonly ImageInput[],
): Pick<TrainInputs, 'unlabelled'> {
  if (pool !== 'unlabelled') return {};
  if (images.length === 0) throw studioError('no-pool', {});
  return { unlabelled: { hashes: hashesOf(images) } };
}

/**
 * Trains the first model of an experiment: a teacher on labelled images, or the only model of a method. It
 * starts from the experiment's linear probe, if there is one, which is fitted first. For an encoder, which is
 * frozen, only the head is fitted, as in a linear probe.
 */
export async function trainTeacher(context: StudioContext, runId: number): Promise<Run> {
  const run = context.project.catalog.runs.get(runId);
  if (run.kind === 'student') throw studioError('run-is-student', { id: String(runId) });
  // Nothing is reported as trained; the weights and pixels that the run was made from may be gone.
  if (run.state === 'done') return run;
  const recipe = recipeOf(run);
  const { arch, size } = recipe.teacher;
  if (arch === encoderArch) return fitEncoderTeacher(context, run, recipe);
  const [stage] = trainingsOf(recipe, 0);
  const settings = settingsOfStage(recipe, stage, 0);
  await ensurePixels(context, settings.cacheSide, recipe.fit, ['labelled-train']);
  const pool =
    stage.pool === 'unlabelled' ? await decodedPool(context, run, recipe, [settings.cacheSide]) : [];
  await ensurePixels(context, imageSizeOf(recipe, recipe.teacher), recipe.fit, ['validation']);
  for (const { name, images } of unlearntClasses(context.project)) {
    context.tell({ type: 'note', note: note('class-unlearnt', { name, images }) });
  }
  const probe = probeOf(context, run.experimentId);
  const start = probe
    ? startFrom(context, runId, await ensureProbe(context, probe))
    : await pretrainedStart(context, runId, recipe.teacher);
  const unlabelled = unlabelledInputs(stage, pool);
  context.tell(
    unlabelled.unlabelled
      ? stageEvent('train', 'modelWithPool', { arch, images: unlabelled.unlabelled.hashes.length / 32 })
      : stageEvent('train', stage.run === 'model' ? 'model' : 'teacher', { arch }),
  );
  return trainRun(context, runId, () => ({
    spec: {
      model: modelOf(recipe, { arch, size }, context.project.catalog.classes.list().length, start.facts),
      ...settings,
      inferenceBatch: recipe.inferenceBatch,
      chooseBy: recipe.chooseBy,
      seed: run.seed,
      ...start.weights,
      role: settingsOfRun(stage.run),
    },
    inputs: { ...labelledInputs(context), pseudo: null, ...unlabelled },
  }));
}

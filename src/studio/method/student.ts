import type { Run } from '../../catalog';
import { trainingOf } from '../../core/methods';
import { checkStudentSize } from '../../core/network/student-size';
import {
  cacheSideOf,
  imageSizeOf,
  type ModelSettings,
  type Recipe,
  studentOf,
  teacherOf,
  unlabelledRatioOf,
} from '../../core/recipe';
import { settingsOfRun } from '../../core/vocabulary/run-kinds';
import type { TrainInputs, TrainSpec } from '../../runner/messages';
import type { StudioContext } from '../project/context';
import { outputsOf } from '../project/image-sets';
import { modelOf, recipeOf } from '../project/run-model';
import { stageEvent } from '../project/stage-event';
import { labelledInputs } from './labelled-inputs';
import { probedStart } from './linear-probe';
import { ensurePixels } from './pixels';
import { pseudoLabelled } from './select-pool';
import { pretrainedStart, type Start, startFrom } from './start-weights';
import { specOfStage, unlabelledInputs } from './teacher';
import { isBegun, trainRun } from './train-run';

/** Trains the student of an iteration, with noise, on labelled and pseudo-labelled images together (algorithm 1, step 3). */
export async function trainStudent(
  context: StudioContext,
  runId: number,
  iteration: { number: number },
  teacher: Run,
  /** What it is given of the pool; null where its method gives it nothing that was selected. */
  selectionId: number | null,
): Promise<Run> {
  const { project } = context;
  const run = project.catalog.runs.get(runId);
  const recipe = recipeOf(run);
  const stage = trainingOf(recipe, iteration.number);
  const student = studentOf(recipe, iteration.number);
  checkStudentSize(teacherOf(recipe, iteration.number).arch, student.arch, recipe.distillation);
  const start =
    teacherStart(context, recipe, student, teacher, runId, iteration.number) ??
    (await pretrainedStart(context, runId, student));
  const noise = recipe.noise[settingsOfRun(stage.run)];
  const cacheSide = cacheSideOf(recipe, student, noise);
  await ensurePixels(context, cacheSide, recipe.fit, ['labelled-train', 'unlabelled']);
  await ensurePixels(context, imageSizeOf(recipe, student), recipe.fit, ['validation']);
  const tellStart = () =>
    context.tell(stageEvent('train', 'student', { number: iteration.number, arch: student.arch }));
  const make = async () => {
    const spec: TrainSpec = {
      model: modelOf(recipe, student, project.catalog.classes.list().length, start.facts),
      dropout: student.dropout,
      survival: student.survival,
      noise,
      cacheSide,
      ...specOfStage(recipe, stage),
      unlabelledRatio: unlabelledRatioOf(recipe.training, iteration.number),
      inferenceBatch: recipe.inferenceBatch,
      chooseBy: recipe.chooseBy,
      seed: run.seed,
      ...start.weights,
      role: settingsOfRun(stage.run),
    };
    const inputs: TrainInputs = {
      ...labelledInputs(context),
      pseudo: selectionId === null ? null : pseudoLabelled(project, selectionId, recipe, runId),
      ...unlabelledInputs(context, stage),
    };
    const weights = await withClassifier(context, runId, spec, inputs);
    tellStart();
    return { spec: { ...spec, ...weights }, inputs };
  };
  if (isBegun(project, runId)) tellStart();
  return trainRun(context, runId, make);
}

/** The weights that a student starts from, where pretrained ones have no classifier for its classes: with one that was fitted. */
async function withClassifier(
  context: StudioContext,
  runId: number,
  spec: TrainSpec,
  inputs: TrainInputs,
): Promise<Start['weights'] | undefined> {
  if (spec.initialHead !== null) return undefined;
  const { imageSize, fit = 'cover' } = spec.model;
  await ensurePixels(context, imageSize, fit, ['labelled-train', 'unlabelled', 'validation']);
  return { ...(await probedStart(context, runId, spec, inputs)), initialHead: undefined };
}

/** The teacher's weights where the student goes on from them; its network is the teacher's then. */
function teacherStart(
  context: StudioContext,
  recipe: Recipe,
  student: ModelSettings,
  teacher: Run,
  runId: number,
  iteration: number,
): Start | null {
  if (recipe.initialise !== 'teacher' || teacherOf(recipe, iteration).arch !== student.arch) return null;
  // A class was added since: the last layers do not fit.
  if (outputsOf(context.project, teacher).length !== context.project.catalog.classes.list().length)
    return null;
  return startFrom(context, runId, teacher);
}

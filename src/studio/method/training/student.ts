import type { Run } from '../../../catalog';
import { allowsSmaller, trainingsOf } from '../../../core/methods';
import { checkStudentSize } from '../../../core/network/student-size';
import { goesOnFromTeacher, imageSizeOf, type Recipe, studentOf, teacherOf } from '../../../core/recipe';
import { settingsOfStage, targetsOfStage } from '../../../core/stages/stage-settings';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import type { TrainInputs, TrainSpec } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import { outputsOf } from '../../project/images/image-sets';
import { modelOf, recipeOf } from '../../project/runs/run-model';
import { ensurePixels } from '../model/pixels';
import { decodedPool } from '../pool/pool';
import { pseudoLabelled } from '../pool/select-pool';
import { pretrainedStart, type Start, startFrom } from '../start/start-weights';
import { labelledInputs } from './labelled-inputs';
import { probedStart } from './linear-probe';
import { unlabelledInputs } from './teacher';
import { isBegun, trainRun } from './train-run';

/**
 * Trains the student of an iteration as its method says: with noise, on labelled and pseudo-labelled images
 * together (algorithm 1, step 3), or on one part after the other.
 */
export async function trainStudent(
  context: StudioContext,
  runId: number,
  iteration: { number: number },
  teacher: Run,
  /** The selection of the pool that it learns from; null if its method gives it none. */
  selectionId: number | null,
): Promise<Run> {
  const { project } = context;
  const run = project.catalog.runs.get(runId);
  const recipe = recipeOf(run);
  const stages = trainingsOf(recipe, iteration.number);
  const [stage] = stages;
  const student = studentOf(recipe, iteration.number);
  checkStudentSize(teacherOf(recipe, iteration.number).arch, student.arch, allowsSmaller(recipe));
  const start =
    teacherStart(context, recipe, teacher, runId, iteration.number) ??
    (await pretrainedStart(context, runId, student));
  const poolSides: number[] = [];
  for (const each of stages) {
    const { cacheSide, labelled } = settingsOfStage(recipe, each, iteration.number);
    if (labelled) await ensurePixels(context, cacheSide, recipe.fit, ['labelled-train']);
    if (each.pool !== 'none') poolSides.push(cacheSide);
  }
  const kept = selectionId === null ? [] : project.catalog.selections.items(selectionId, 'kept');
  const selected = kept.map(({ imageId }) => imageId);
  const pool = await decodedPool(context, run, recipe, poolSides, selected);
  await ensurePixels(context, imageSizeOf(recipe, student), recipe.fit, ['validation']);
  const sentence = stages.length > 1 ? 'pretrain' : 'student';
  const tellStart = () =>
    context.tell(stageEvent('train', sentence, { number: iteration.number, arch: student.arch }));
  const asked = { ...recipe, targets: targetsOfStage(recipe, stage) };
  const make = async () => {
    const spec: TrainSpec = {
      model: modelOf(recipe, student, project.catalog.classes.list().length, start.facts),
      ...settingsOfStage(recipe, stage, iteration.number),
      inferenceBatch: recipe.inferenceBatch,
      chooseBy: recipe.chooseBy,
      seed: run.seed,
      ...start.weights,
      role: settingsOfRun(stage.run),
    };
    const inputs: TrainInputs = {
      ...labelledInputs(context),
      pseudo: selectionId === null ? null : pseudoLabelled(project, selectionId, asked, runId),
      ...unlabelledInputs(stage, pool),
    };
    const weights = await withClassifier(context, runId, spec, inputs);
    tellStart();
    return { spec: { ...spec, ...weights }, inputs };
  };
  if (isBegun(project, runId)) tellStart();
  return trainRun(context, runId, make);
}

/**
 * The weights that a student starts from, with a fitted classifier, if it has pretrained weights without a classifier for its classes;
 * otherwise undefined.
 */
async function withClassifier(
  context: StudioContext,
  runId: number,
  spec: TrainSpec,
  inputs: TrainInputs,
): Promise<Start['weights'] | undefined> {
  if (spec.initialHead !== null) return undefined;
  return { ...(await probedStart(context, runId, spec, inputs)), initialHead: undefined };
}

/** The teacher's weights, if the student continues from them; their networks are then equal. */
function teacherStart(
  context: StudioContext,
  recipe: Recipe,
  teacher: Run,
  runId: number,
  iteration: number,
): Start | null {
  if (!goesOnFromTeacher(recipe, iteration)) return null;
  // If a class was added since, the last layers do not match.
  if (outputsOf(context.project, teacher).length !== context.project.catalog.classes.list().length)
    return null;
  return startFrom(context, runId, teacher);
}

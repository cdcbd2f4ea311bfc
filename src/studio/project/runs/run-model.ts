import { basename, join } from 'node:path';
import type { Run } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { StudioError, studioError } from '../../../core/errors';
import type { CountMetricName } from '../../../core/metrics';
import { isEncoder, type ModelSpec, type NetworkSpec } from '../../../core/network/model-spec';
import {
  imageSizeOf,
  type ModelSettings,
  parseRecipe,
  type Recipe,
  type StudentSettings,
  studentOf,
} from '../../../core/recipe';
import { figureInEach } from '../../../core/sentences/chosen-model';
import { metricText } from '../../../core/sentences/metrics';
import type { FixFacts, RunMetrics, Trained, TrainingFacts } from '../../../core/stored/run-metrics';
import { type ModelName, modelOfIteration } from '../../../core/vocabulary/models';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import { counted } from '../../../core/words/counted';
import type { Language } from '../../../core/words/language';
import { type Note, note } from '../../../core/words/notes';
import { reasonOf } from '../../../files/reading/unreadable';
import { SafetensorsReader } from '../../../files/safetensors/safetensors-reader';
import type { Project } from '../folder/project';
import { outputsOf } from '../images/image-sets';

/** The note about the outcome of a resolution fix. */
export function fixNote(fix: FixFacts): Note {
  const { imageSize: size, by = 'accuracy', before = null, after = null, kept } = fix;
  if (before === null || after === null) return note('fix-unjudged', { size });
  const values = { size, before: figureInEach(before, by), after: figureInEach(after, by) };
  return note(kept === false ? 'fix-dropped' : 'fix-kept', values);
}

/** The note about a run that has several trainings: the steps of each, and the validation accuracy after it. */
export function inTurnNote(trainings: readonly TrainingFacts[]): Note {
  const told = (language: Language) =>
    trainings
      .map(({ steps, validationAccuracy }) => {
        const [length, after] = {
          en: [counted(steps, 'step'), 'validation'],
          ko: [`${steps.toLocaleString('en')}스텝`, '검증'],
        }[language];
        if (validationAccuracy === null) return length;
        return `${length} (${after} ${metricText('accuracy', validationAccuracy)})`;
      })
      .join(', ');
  return note('trained-in-turn', { trainings: { en: told('en'), ko: told('ko') } });
}

/** The result of a run on its validation images by a metric; null if there were none, or if an older version kept only the accuracy. */
export function validationValue(
  metrics: Pick<Trained, 'validationAccuracy' | 'validation'> | null,
  by: CountMetricName,
): number | null {
  if (by === 'accuracy') return metrics?.validationAccuracy ?? null;
  return metrics?.validation?.[by].value ?? null;
}

export function recipeOf(run: Run): Recipe {
  return parseRecipe(run.recipe);
}

/**
 * The absolute path of a finished run's weights. Throws `run-unfinished`; `model-unreadable` if the file is lost or damaged;
 * `model-changed` if it holds the weights of another run, which may well fit the same network.
 */
export function weightsOf(
  { project }: { readonly project: Pick<Project, 'folder'> },
  run: Pick<Run, 'id' | 'state' | 'checkpoint' | 'weightsHash'>,
): string {
  const id = String(run.id);
  if (run.state !== 'done' || !run.checkpoint) throw studioError('run-unfinished', { id, state: run.state });
  const file = join(project.folder, run.checkpoint);
  const hash = hashIn(file, id);
  // Versions before 0.2 stored no hash.
  if (hash !== undefined && run.weightsHash !== null && hash !== run.weightsHash)
    throw studioError('model-changed', { id, file });
  return file;
}

/** The hash of the weights that a file states; whoever reads the file compares every byte with its checksums. */
function hashIn(file: string, id: string): string | undefined {
  try {
    return SafetensorsReader.with(file, ({ metadata }) => metadata.weightsHash);
  } catch (error) {
    throw studioError('model-unreadable', { id, file, reason: reasonOf(error) }, { cause: error });
  }
}

/** File of the weights of a run's last training, in its folder: those before a resolution fix. */
export function trainedWeightsOf({ trainings, weights }: Pick<RunMetrics, 'trainings' | 'weights'>): string {
  return trainings?.at(-1)?.weights ?? basename(weights);
}

/** The iteration that a run belongs to, 0 for the first training. */
export function iterationOf({ catalog }: Project, { iterationId }: Run): number {
  return iterationId === null ? 0 : catalog.iterations.get(iterationId).number;
}

/** The name of the model that a run trains, within its experiment. */
export function modelNameOf({ catalog }: Project, { kind, iterationId }: Run): ModelName {
  return modelOfIteration(iterationId === null ? null : catalog.iterations.get(iterationId).number, kind);
}

/**
 * The model settings of a run, with its model noise: those of the recipe's teacher, or of the student of the iteration that it belongs to.
 */
export function modelSettingsOf(project: Project, run: Run): ModelSettings {
  const recipe = recipeOf(run);
  if (settingsOfRun(run.kind) === 'teacher') return recipe.teacher;
  if (run.iterationId === null)
    throw new StudioError('run-kind', `Run ${run.id} is a student without an iteration.`);
  return studentOf(recipe, project.catalog.iterations.get(run.iterationId).number);
}

/** What a model is called in tables: the name of an encoder, otherwise that of the network. */
export const modelTitle = ({ arch, weights }: Pick<ModelSettings, 'arch' | 'weights'>): string =>
  arch === encoderArch ? weights : arch;

/** The parts of a network that are determined by pretrained weights, since these were made for them. */
export type StartFacts = Pick<NetworkSpec, 'mean' | 'std' | 'batchNormEpsilon' | 'padding' | 'laidOutFor'>;

/**
 * A network in the form that the engine needs, at the size that it is trained at; what pretrained weights need has precedence over the
 * recipe.
 */
export function modelOf(
  recipe: Recipe,
  settings: Pick<StudentSettings, 'arch' | 'size'>,
  classes: number,
  start?: StartFacts | null,
): NetworkSpec {
  return {
    arch: settings.arch,
    classes,
    imageSize: imageSizeOf(recipe, settings),
    fit: recipe.fit,
    mean: recipe.mean,
    std: recipe.std,
    batchNormEpsilon: recipe.training.batchNorm.epsilon,
    ...start,
  };
}

/** The model of a run whose training has ended, as it was trained. */
function trainedModelOf(
  project: Project,
  run: Run,
  { model } = run.metrics as Pick<RunMetrics, 'model'>,
): ModelSpec {
  if (model) return model;
  const { arch, size } = modelSettingsOf(project, run);
  // Versions that did not store the network had no encoders.
  if (arch === encoderArch) throw studioError('run-unfinished', { id: String(run.id), state: run.state });
  return modelOf(recipeOf(run), { arch, size }, outputsOf(project, run).length);
}

/** The same for a model that can only be one of the studio's networks. */
export function trainedNetworkOf(
  project: Project,
  run: Run,
  metrics: Pick<RunMetrics, 'model'>,
): NetworkSpec {
  const model = trainedModelOf(project, run, metrics);
  if (isEncoder(model)) throw new Error(`Run ${run.id} is an encoder, whose network is not the studio's.`);
  return model;
}

/** The model of a finished run, at the image size with which it labels and is evaluated: the larger one if a resolution fix was kept. */
export function finishedModelOf(project: Project, run: Run): ModelSpec {
  const metrics = run.metrics;
  const model = trainedModelOf(project, run, metrics ?? {});
  return isFixed(metrics) && !isEncoder(model) ? atSize(model, metrics.fix.imageSize) : model;
}

/** The same network for images of another size; its strides stay. */
export function atSize(model: NetworkSpec, imageSize: number): NetworkSpec {
  return { ...model, imageSize, laidOutFor: model.laidOutFor ?? model.imageSize };
}

/** Whether the weights are those after the fix. Versions before 0.2 kept every fix and did not store that. */
function isFixed(metrics: RunMetrics | null): metrics is RunMetrics & { readonly fix: FixFacts } {
  return metrics?.fix !== undefined && metrics.fix.kept !== false;
}

/** Side of the images with which a run labels and is evaluated, or will be. */
export function finishedSizeOf(project: Project, run: Run): number {
  const metrics = run.metrics;
  if (isFixed(metrics)) return metrics.fix.imageSize;
  return metrics?.model?.imageSize ?? imageSizeOf(recipeOf(run), modelSettingsOf(project, run));
}

/**
 * The model of an experiment with which the gains of others are compared: the first that was trained, not the linear probe that it starts
 * from.
 */
export function baseOf(runs: readonly Run[]): Run | undefined {
  return runs.find(({ kind }) => kind !== 'probe');
}

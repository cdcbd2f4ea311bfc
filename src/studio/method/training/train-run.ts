import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { failureOf } from '../../../core/errors';
import { type TrainingStage, trainingsOf } from '../../../core/methods';
import { judgeFix } from '../../../core/metrics/promotion';
import { isEncoder } from '../../../core/network/model-spec';
import { batchRows } from '../../../core/stages/batch-rows';
import type { FixFacts, RunMetrics } from '../../../core/stored/run-metrics';
import type { CurvePoint, DeviceFacts } from '../../../core/stored/runs';
import { interruptions } from '../../../core/stored/runs';
import { settingsOfRun } from '../../../core/vocabulary/run-kinds';
import { type Note, note } from '../../../core/words/notes';
import type { LinearProbeJob, Progress, TrainInputs, TrainSpec } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';
import { fixNote, inTurnNote, iterationOf, recipeOf, validationValue } from '../../project/runs/run-model';
import { fineTune, withTraining, workOfBoth } from './fine-tune';
import { fixFolder, fixResolution } from './resolution-fix';
import { takeOver, trainingKey } from './same-training';

/** Makes what a training starts from if its folder does not hold it yet. */
export type MakeInputs = () => Made | Promise<Made>;

type Made =
  | { readonly spec: TrainSpec; readonly inputs: TrainInputs }
  | Pick<LinearProbeJob, 'spec' | 'encoder' | 'inputs' | 'folds'>;

/** Whether a run's folder holds its inputs. */
export function isBegun(project: Project, runId: number): boolean {
  return existsSync(join(runFolder(project, runId), 'inputs.safetensors'));
}

/** Whether a run only fits a classifier on features: a linear probe, or a teacher that is an encoder. */
function isFit(run: Run): boolean {
  const isFirst = settingsOfRun(run.kind) === 'teacher';
  return run.kind === 'probe' || (isFirst && recipeOf(run).teacher.arch === encoderArch);
}

/**
 * Completes a run, from the start or from its last checkpoint: all trainings that its method has for it, then the resolution fix if its
 * recipe has one. Every change of its state is one transaction. The run's folder keeps inputs, checkpoints and weights.
 */
export async function trainRun(context: StudioContext, runId: number, make: MakeInputs): Promise<Run> {
  const { project, engine } = context;
  const { runs } = project.catalog;
  if (runs.get(runId).state === 'done') return runs.get(runId);
  const device = await engine.start();
  noteDevice(context, device);
  runs.setState(runId, 'running', { device, versions: versionsOf(device) });
  context.tell({ type: 'run', runId });
  try {
    // A fit takes seconds and is repeated; a training is resumed.
    const goesOn = isBegun(project, runId) && !isFit(runs.get(runId));
    const fresh = goesOn ? undefined : await make();
    if (fresh) runs.update(runId, { outputs: fresh.spec.model.classes });
    if (fresh && (await wasTrained(context, runId, fresh))) return runs.get(runId);
    const onPoint = pointKeeper(context, runId);
    const trained = await train(context, runId, fresh, onPoint);
    const tuned = await fineTuned(context, runId, trained, onPoint);
    finish(context, runId, await fixed(context, runId, tuned, onPoint));
  } catch (error) {
    fail(context, runId, error);
    throw error;
  }
  return runs.get(runId);
}

/** Whether the run's study already has an identical training, whose result the run then takes over. */
async function wasTrained(context: StudioContext, runId: number, fresh: Made): Promise<boolean> {
  const { project, shared } = context;
  if (!shared) return false;
  const key = await trainingKey(project, project.catalog.runs.get(runId), fresh);
  const twin = shared.find(key);
  if (twin === undefined || twin === runId) {
    shared.begin(key, runId);
    return false;
  }
  takeOver(context, runId, twin);
  return true;
}

/** Does the first training, unless it already ended. */
async function train(
  context: StudioContext,
  runId: number,
  fresh: Made | undefined,
  onPoint: (point: CurvePoint) => void,
): Promise<RunMetrics> {
  const { project, workers, tell } = context;
  const { runs } = project.catalog;
  const before = runs.get(runId).metrics as RunMetrics | null;
  if (before) return before;
  const folder = runFolder(project, runId);
  const listener = {
    onProgress: (progress: Progress) => tell({ type: 'progress', stage: 'train', progress }),
    onNote: (said: Note) => tell({ type: 'note', note: said }),
  } as const;
  if (fresh && isFit(runs.get(runId))) {
    const job = { kind: 'linear-probe', folder, cacheFolder: project.cacheFolder, ...fresh } as const;
    return runWithinMemory(context, job, fresh.spec.inferenceBatch, listener);
  }
  if (fresh && !isTraining(fresh)) throw new Error('An encoder is not trained.');
  const job = { kind: 'train', folder, cacheFolder: project.cacheFolder, workers, fresh } as const;
  return runWithinMemory(context, job, rowsOf(project, runs.get(runId)), {
    ...listener,
    onPoint,
    onCheckpoint: () => runs.update(runId, { checkpoint: `runs/${runId}/checkpoint.safetensors` }),
  });
}

const isTraining = (made: Made): made is { spec: TrainSpec; inputs: TrainInputs } =>
  !isEncoder(made.spec.model);

/** The trainings of a run, in their order. */
function trainingsOfRun(project: Project, run: Run): readonly TrainingStage[] {
  return trainingsOf(recipeOf(run), iterationOf(project, run));
}

/** Rows of the first training's batch. */
function rowsOf(project: Project, run: Run): number {
  return batchRows(recipeOf(run), trainingsOfRun(project, run)[0], iterationOf(project, run));
}

/** The run's metrics after the trainings that follow its first; those that are done are not repeated. */
async function fineTuned(
  context: StudioContext,
  runId: number,
  trained: RunMetrics,
  onPoint: (point: CurvePoint) => void,
): Promise<RunMetrics> {
  const { runs } = context.project.catalog;
  const run = runs.get(runId);
  if (isFit(run)) return trained;
  const stages = trainingsOfRun(context.project, run);
  let metrics = trained;
  for (let place = metrics.trainings?.length ?? 1; place < stages.length; place++) {
    runs.update(runId, { metrics });
    const result = await fineTune(context, run, stages[place], place, metrics, onPoint);
    metrics = withTraining(metrics, place, result);
  }
  if (metrics.trainings) context.tell({ type: 'note', note: inTurnNote(metrics.trainings) });
  return metrics;
}

/**
 * The run's metrics after its resolution fix: with the tuned weights if validation says that they are better, otherwise with those before.
 */
async function fixed(
  context: StudioContext,
  runId: number,
  trained: RunMetrics,
  onPoint: (point: CurvePoint) => void,
): Promise<RunMetrics> {
  const { runs } = context.project.catalog;
  const run = runs.get(runId);
  const { enabled, size } = recipeOf(run).resolutionFix;
  if (!enabled || isFit(run)) return trained;
  runs.update(runId, { metrics: trained });
  const fix = await fixResolution(context, run, trained, onPoint);
  const by = recipeOf(run).chooseBy;
  const [before, after] = [trained, fix].map((result) => validationValue(result, by));
  const facts: FixFacts = {
    imageSize: size,
    by,
    validationAccuracyBefore: trained.validationAccuracy,
    before,
    after,
    ...judgeFix(before, after),
  };
  context.tell({ type: 'note', note: fixNote(facts) });
  const spent = {
    steps: trained.steps + fix.steps,
    seconds: trained.seconds + fix.seconds,
    fix: facts,
    ...workOfBoth(trained, fix),
  };
  if (!facts.kept) return { ...trained, ...spent };
  return {
    ...trained,
    ...spent,
    weights: `${fixFolder}/${fix.weights}`,
    weightsHash: fix.weightsHash,
    validationAccuracy: fix.validationAccuracy,
    validation: fix.validation,
  };
}

/** Stores the points of a run's curves, one for each step, since a resumed run repeats some of them. */
function pointKeeper({ project, tell }: StudioContext, runId: number): (point: CurvePoint) => void {
  const { epochs } = project.catalog;
  let count = epochs.list(runId).length;
  return (point) => {
    const known = epochs.list(runId).find((epoch) => epoch.step === point.step);
    if (!known) count++;
    epochs.put(runId, { epoch: known?.epoch ?? count, ...point });
    tell({ type: 'point', runId, point });
  };
}

function finish({ project }: StudioContext, runId: number, metrics: RunMetrics): void {
  project.catalog.runs.setState(runId, 'done', {
    checkpoint: `runs/${runId}/${metrics.weights}`,
    weightsHash: metrics.weightsHash,
    metrics,
  });
}

function fail({ project }: StudioContext, runId: number, error: unknown): void {
  const { code, message } = failureOf(error);
  const state = code === 'cancelled' ? 'cancelled' : interruptions.has(code) ? 'interrupted' : 'failed';
  project.catalog.runs.setState(runId, state, { error: message });
}

const told = new WeakSet<object>();

/** Reports for each engine, once, which device it uses. */
function noteDevice({ engine, tell }: StudioContext, device: DeviceFacts): void {
  if (told.has(engine)) return;
  told.add(engine);
  const kind =
    device.kind === 'gpu' ? 'GPU' : { en: `CPU, ${device.cores} cores`, ko: `CPU, ${device.cores}코어` };
  tell({
    type: 'note',
    note: note('engine-device', { tensorflow: device.tensorflow, device: device.name, kind }),
  });
  if (device.note) tell({ type: 'note', note: device.note });
}

function versionsOf(device: DeviceFacts) {
  return {
    tensorflow: device.tensorflow,
    node: process.versions.node,
    electron: process.versions.electron ?? null,
  };
}

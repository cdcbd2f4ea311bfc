import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../catalog';
import { StudioError } from '../core/errors';
import { parseRecipe, type Recipe } from '../core/recipe';
import type { DeviceFacts, ModelSpec, TrainInputs, TrainResult, TrainSpec } from '../runner/messages';
import type { StudioContext } from './context';
import { runFolder } from './image-sets';

/** What a training is made from, where its folder does not hold it yet. */
export type MakeInputs = () => { spec: TrainSpec; inputs: TrainInputs };

/**
 * Brings a run to its end: from the start, or from its last checkpoint. Every change of its state is one transaction. The run's
 * folder keeps inputs, checkpoints and weights.
 */
export async function trainRun(context: StudioContext, runId: number, make: MakeInputs): Promise<Run> {
  const { project, engine, signal, workers, tell } = context;
  const { runs, epochs } = project.catalog;
  if (runs.get(runId).state === 'done') return runs.get(runId);
  const folder = runFolder(project, runId);
  const device = await engine.start();
  noteDevice(context, device);
  const resumes = existsSync(join(folder, 'inputs.safetensors'));
  const fresh = resumes ? undefined : make();
  runs.setState(runId, 'running', {
    device,
    versions: versionsOf(device),
    outputs: fresh?.spec.model.classes,
  });
  tell({ type: 'run', runId });
  try {
    const job = { kind: 'train', folder, cacheFolder: project.cacheFolder, workers, fresh } as const;
    let count = epochs.list(runId).length;
    const result = await engine.run(job, {
      signal,
      onProgress: (progress) => tell({ type: 'progress', stage: 'train', progress }),
      onPoint: (point) => {
        const known = epochs.list(runId).find((epoch) => epoch.step === point.step);
        if (!known) count++;
        epochs.put(runId, { epoch: known?.epoch ?? count, ...point });
        tell({ type: 'point', runId, point });
      },
      onCheckpoint: () => runs.update(runId, { checkpoint: `runs/${runId}/checkpoint.safetensors` }),
    });
    finish(context, runId, result);
  } catch (error) {
    fail(context, runId, error);
    throw error;
  }
  return runs.get(runId);
}

function finish({ project }: StudioContext, runId: number, result: TrainResult): void {
  project.catalog.runs.setState(runId, 'done', {
    checkpoint: `runs/${runId}/${result.weights}`,
    weightsHash: result.weightsHash,
    metrics: result,
  });
}

function fail({ project }: StudioContext, runId: number, error: unknown): void {
  const { code, message } = error instanceof StudioError ? error : { code: 'failed', message: String(error) };
  const state = code === 'cancelled' ? 'cancelled' : code === 'engine-died' ? 'interrupted' : 'failed';
  project.catalog.runs.setState(runId, state, { error: message });
}

const told = new WeakSet<object>();

/** Says once an engine which device does the work. */
function noteDevice({ engine, tell }: StudioContext, device: DeviceFacts): void {
  if (told.has(engine)) return;
  told.add(engine);
  const kind = device.kind === 'gpu' ? 'GPU' : `CPU, ${device.cores} cores`;
  tell({ type: 'note', text: `Engine: TensorFlow ${device.tensorflow} on ${device.name} (${kind})` });
  if (typeof device.note === 'string') tell({ type: 'note', text: device.note });
}

function versionsOf(device: DeviceFacts) {
  return {
    tensorflow: device.tensorflow,
    node: process.versions.node,
    electron: process.versions.electron ?? null,
  };
}

export function recipeOf(run: Run): Recipe {
  return parseRecipe(run.recipe);
}

/** The absolute path of a finished run's weights. Throws `run-unfinished`. */
export function weightsOf(context: Pick<StudioContext, 'project'>, run: Run): string {
  if (run.state !== 'done' || !run.checkpoint)
    throw new StudioError('run-unfinished', `Run ${run.id} is ${run.state}; resume it first.`);
  return join(context.project.folder, run.checkpoint);
}

/** The network of a run as the engine needs it. */
export function modelOf(recipe: Recipe, arch: ModelSpec['arch'], classes: number): ModelSpec {
  return {
    arch,
    classes,
    imageSize: recipe.imageSize,
    mean: recipe.mean,
    std: recipe.std,
    batchNormEpsilon: recipe.training.batchNorm.epsilon,
  };
}

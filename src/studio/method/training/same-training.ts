import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, linkSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Run } from '../../../catalog';
import { trainingsOf } from '../../../core/methods';
import type { Recipe } from '../../../core/recipe';
import { settingsOfStage } from '../../../core/stages/stage-settings';
import { note } from '../../../core/words/notes';
import { hashFile } from '../../../files/reading/file-hash';
import type { LinearProbeJob, TrainInputs, TrainSpec } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';
import { iterationOf, recipeOf } from '../../project/runs/run-model';

type Made =
  | { readonly spec: TrainSpec; readonly inputs: TrainInputs }
  | Pick<LinearProbeJob, 'spec' | 'inputs'>;

/**
 * sha256 of everything that determines the result of a run: settings, seed, images, labels and pseudo-labels
 * of its first training, the bytes of its initial weights, and the settings of what follows in the run. Runs
 * with equal keys have equal weights. The run must know its device.
 */
export async function trainingKey(project: Project, run: Run, { spec, inputs }: Made): Promise<string> {
  const recipe = onItsDevice(run, recipeOf(run));
  const iteration = iterationOf(project, run);
  const { initialWeights, initialHead, ...asked } = spec as Partial<TrainSpec>;
  const settings = asked.training ? onItsDevice(run, { ...asked, training: asked.training }) : asked;
  const started: (string | null)[] = [];
  for (const file of [initialWeights, initialHead])
    started.push(file ? await hashFile(resolve(runFolder(project, run.id), file)) : null);
  const hash = createHash('sha256');
  const add = (value: unknown) => hash.update(`${JSON.stringify(value)}\n`);
  add({ kind: run.kind, settings, started, fit: recipe.fit, fix: recipe.resolutionFix });
  add(
    run.kind === 'probe'
      ? []
      : trainingsOf(recipe, iteration).map((each) => settingsOfStage(recipe, each, iteration)),
  );
  addInputs(hash, inputs);
  return hash.digest('hex');
}

/** Settings as the device of a run takes them: a processor trains in float32 whatever is asked for (`runner/training/precision.ts`). */
function onItsDevice<S extends Pick<Recipe, 'training'>>({ device }: Run, settings: S): S {
  if (device?.kind !== 'cpu') return settings;
  return { ...settings, training: { ...settings.training, precision: 'float32' } };
}

function addInputs(hash: ReturnType<typeof createHash>, inputs: Made['inputs']): void {
  const bytes = (name: string, data: Uint8Array | Int32Array) =>
    hash
      .update(`${name} ${data.length}\n`)
      .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  for (const name of ['labelled', 'validation'] as const) {
    const images = inputs[name];
    if (!images) continue;
    bytes(`${name} images`, images.hashes);
    bytes(`${name} labels`, images.labels);
  }
  if ('unlabelled' in inputs && inputs.unlabelled) bytes('pool', inputs.unlabelled.hashes);
  if (!inputs.pseudo) return;
  const { hashes, copies, targets } = inputs.pseudo;
  bytes('pseudo-labelled', hashes);
  bytes('copies', copies);
  if (targets.kind === 'dense') throw new Error('No training begins with targets that are written down.');
  bytes('rows', targets.rows);
  bytes('classes', targets.classIndex);
  bytes('places', targets.places);
  hash.update(`${targets.labelling?.hash} ${targets.temperature}\n`);
}

/**
 * Copies the result of an identical training to a run: its files, curve and metrics. Files are hard-linked
 * where possible, so that they take no extra space and either run can be deleted.
 */
export function takeOver({ project, tell }: StudioContext, runId: number, fromId: number): void {
  const { runs, epochs } = project.catalog;
  const from = runs.get(fromId);
  const folder = runFolder(project, runId);
  rmSync(folder, { recursive: true, force: true });
  linkAll(runFolder(project, fromId), folder);
  project.catalog.transaction(() => {
    for (const epoch of epochs.list(fromId)) epochs.put(runId, epoch);
    runs.setState(runId, 'done', {
      checkpoint: from.checkpoint?.replace(`runs/${fromId}/`, `runs/${runId}/`) ?? null,
      weightsHash: from.weightsHash,
      ...(from.outputs === null ? {} : { outputs: from.outputs }),
      ...(from.metrics ? { metrics: { ...from.metrics, sameAs: from.metrics.sameAs ?? fromId } } : {}),
    });
  });
  tell({ type: 'note', note: note('training-taken-over', { id: String(runId), from: String(fromId) }) });
}

/** Files of a labelling in the folder belong only to that run's iteration. */
const isOfLabelling = (name: string) => name.startsWith('labelling-');

function linkAll(from: string, to: string): void {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkAll(source, target);
    else if (entry.isFile() && !isOfLabelling(entry.name) && !existsSync(target)) linkOrCopy(source, target);
  }
}

function linkOrCopy(source: string, target: string): void {
  try {
    linkSync(source, target);
  } catch {
    // The file system has no links, or the folder is on another disk.
    copyFileSync(source, target);
  }
}

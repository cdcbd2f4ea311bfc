import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Run } from '../../../catalog';
import { type EncoderCard, encoderArch } from '../../../core/encoder/card';
import { studioError } from '../../../core/errors';
import type { ModelSettings } from '../../../core/recipe';
import type { RunMetrics } from '../../../core/stored/run-metrics';
import type { WeightsCard } from '../../../core/weights/card';
import type { Note } from '../../../core/words/notes';
import type { TrainSpec } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { runFolder } from '../../project/images/image-sets';
import { type StartFacts, trainedNetworkOf, trainedWeightsOf } from '../../project/runs/run-model';
import { readyWeights } from '../../weights/library';
import { findCard } from '../../weights/models';

/** The weights that a training starts from, and what they decide about its network. */
export interface Start {
  readonly facts: StartFacts | null;
  readonly weights: Pick<TrainSpec, 'initialWeights' | 'initialHead'>;
}

const fromScratch: Start = { facts: null, weights: { initialWeights: null } };

/** Checks that the pretrained weights of a model, if it names any, exist and fit it. Throws `weights-unknown`, `weights-of-other-model`. */
export function checkWeights({ arch, weights: name }: Pick<ModelSettings, 'arch' | 'weights'>): void {
  if (name !== 'none' || arch === encoderArch) checkArch(findCard(name), arch);
}

function checkArch({ name, arch }: Pick<WeightsCard | EncoderCard, 'name' | 'arch'>, wanted: string): void {
  if (arch !== wanted) throw studioError('weights-of-other-model', { name, arch, wanted });
}

/**
 * The pretrained weights that a run starts from, with a new classifier because their classes are others. They are prepared first, unless
 * the run is past its first checkpoint and no longer needs them. Throws `weights-unknown`, `weights-of-other-model`, `weights-fetch`.
 */
export async function pretrainedStart(
  { project, signal, tell }: StudioContext,
  runId: number,
  { arch, weights: name }: Pick<ModelSettings, 'arch' | 'weights'>,
): Promise<Start> {
  const isUnderway = existsSync(join(runFolder(project, runId), 'checkpoint.safetensors'));
  if (name === 'none' || isUnderway) return fromScratch;
  const onStart = (note: Note) => tell({ type: 'note', note });
  const { card, file } = await readyWeights(name, { signal, onStart });
  checkArch(card, arch);
  return { facts: factsOf(card), weights: { initialWeights: file, initialHead: null } };
}

/**
 * The final weights of another run, and its network: those before a resolution fix, since the new run begins at the size that they were
 * trained at.
 */
export function startFrom({ project }: Pick<StudioContext, 'project'>, runId: number, from: Run): Start {
  const metrics = from.metrics as RunMetrics;
  const { mean, std, batchNormEpsilon, padding, laidOutFor } = trainedNetworkOf(project, from, metrics);
  // The path is relative to the run's folder, so that a project can be moved.
  const folder = relative(runFolder(project, runId), runFolder(project, from.id));
  return {
    facts: { mean, std, batchNormEpsilon, padding, laidOutFor },
    weights: { initialWeights: join(folder, trainedWeightsOf(metrics)) },
  };
}

/** What pretrained weights decide about the network. */
function factsOf({ mean, std, batchNormEpsilon, padding, imageSize: laidOutFor }: WeightsCard): StartFacts {
  return { mean, std, batchNormEpsilon, padding, laidOutFor };
}

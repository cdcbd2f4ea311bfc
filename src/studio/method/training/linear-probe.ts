import { basename, join } from 'node:path';
import type { Run } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { groupsByNames } from '../../../core/near-copies/groups';
import { imageSizeOf } from '../../../core/recipe';
import type {
  LabelledImages,
  LinearProbeJob,
  PseudoLabelledImages,
  TrainInputs,
  TrainSpec,
} from '../../../runner/job/messages';
import { parted } from '../../../runner/probe/probed-images';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import { runFolder } from '../../project/images/image-sets';
import { modelOf, recipeOf } from '../../project/runs/run-model';
import { ensurePixels, withPixelsOf } from '../model/pixels';
import { pretrainedStart, type Start } from '../start/start-weights';
import { labelledInputs } from './labelled-inputs';
import { trainRun } from './train-run';

/** Subfolder of a student's folder for the classifier that it starts with. */
const startFolder = 'start';

/**
 * The start of a student with pretrained weights and no classifier for these classes: the linear probe on its
 * labelled and pseudo-labelled images, each with its most probable class. The gradients of a random
 * classifier would damage the weights.
 */
export async function probedStart(
  context: StudioContext,
  runId: number,
  trained: TrainSpec,
  { labelled: byHand, pseudo, validation }: TrainInputs,
): Promise<Start['weights']> {
  const { project, tell } = context;
  // With this many images mirrored ones are not needed, and would double the time.
  const spec = { ...trained, noise: null };
  const taken = (images: LabelledImages) => parted(images, spec, 1).probed;
  // The trainings may use another image size, so pixels of this size are only needed for the images that the fit uses.
  const wanted = taken(pseudo ? together(byHand, pseudo) : byHand);
  const labelled = await withPixelsOf(context, spec.model, wanted, ['labelled-train', 'unlabelled']);
  tell(stageEvent('train', 'studentStart', { arch: spec.model.arch, images: labelled.labels.length }));
  const folder = join(runFolder(project, runId), startFolder);
  const inputs = { labelled, validation: validation && taken(validation), pseudo: null };
  const job = { kind: 'linear-probe', folder, cacheFolder: project.cacheFolder, spec, inputs } as const;
  const { weights } = await runWithinMemory(context, job, spec.inferenceBatch, {
    onProgress: (progress) => tell({ type: 'progress', stage: 'train', progress }),
  });
  return { initialWeights: join(startFolder, basename(weights)) };
}

function together(labelled: LabelledImages, { hashes, targets }: PseudoLabelledImages): LabelledImages {
  if (targets.kind === 'dense') throw new Error('No student begins with targets that are written down.');
  return {
    hashes: Buffer.concat([labelled.hashes, hashes]),
    labels: Int32Array.from([...labelled.labels, ...targets.classIndex]),
  };
}

/** The linear probe of an experiment whose teacher starts from pretrained weights; null for any other run or experiment. */
export function probeOf(
  { project }: Pick<StudioContext, 'project'>,
  experimentId: number | null,
): Run | null {
  if (experimentId === null) return null;
  return project.catalog.runs.list({ experimentId, kind: 'probe' })[0] ?? null;
}

/**
 * With at most this many labelled images a probe is measured by folds too, because each of 20 validation images is worth 5 points. With
 * more images, folds would delay the first model, which takes only seconds.
 */
const fewLabels = 200;
const foldCount = 5;

/**
 * How a probe of few labels is measured by folds, with near duplicates and groups of lists kept together; undefined if there are more
 * labels or too few groups.
 */
function foldsOf({ project }: StudioContext, { labelled, validation }: TrainInputs): LinearProbeJob['folds'] {
  const { splits } = project.catalog;
  const named = new Map(
    [...splits.grouped('labelled-train'), ...splits.grouped('validation')].map(({ contentHash, groups }) => [
      contentHash,
      groups,
    ]),
  );
  const hashes = [labelled, validation].flatMap((images) => (images ? hexOf(images) : []));
  const groups = groupsByNames(hashes.map((hash) => named.get(hash) ?? []));
  if (hashes.length > fewLabels || new Set(groups).size < 2 * foldCount) return undefined;
  return { count: foldCount, groups };
}

/** The content hashes of images in hexadecimal. */
function hexOf({ hashes, labels }: LabelledImages): string[] {
  const bytes = Buffer.from(hashes.buffer, hashes.byteOffset, hashes.byteLength);
  return Array.from(labels, (_, row) => bytes.toString('hex', row * 32, (row + 1) * 32));
}

/** Fits a linear probe if that is not done: it is the first model of its experiment, and its teacher starts from it. */
export async function ensureProbe(context: StudioContext, run: Run): Promise<Run> {
  if (run.state === 'done') return run;
  const recipe = recipeOf(run);
  const { arch, size: side } = recipe.teacher;
  if (arch === encoderArch) throw new Error('An encoder has no linear probe of its own: it is one.');
  const start = await pretrainedStart(context, run.id, recipe.teacher);
  const size = imageSizeOf(recipe, recipe.teacher);
  await ensurePixels(context, size, recipe.fit, ['labelled-train', 'validation']);
  const inputs = { ...labelledInputs(context), pseudo: null };
  context.tell(stageEvent('train', 'probe', { arch, images: inputs.labelled.labels.length }));
  return trainRun(context, run.id, () => ({
    spec: {
      model: modelOf(
        recipe,
        { arch, size: side },
        context.project.catalog.classes.list().length,
        start.facts,
      ),
      dropout: 0,
      survival: 1,
      noise: recipe.noise.teacher,
      training: recipe.training,
      objective: 'cross-entropy',
      unlabelledRatio: 0,
      inferenceBatch: recipe.inferenceBatch,
      seed: run.seed,
      ...start.weights,
      role: 'teacher',
    },
    inputs,
    folds: foldsOf(context, inputs),
  }));
}

import type { ImageInput } from '../../../catalog';
import { encoderArch } from '../../../core/encoder/card';
import { codeOf, studioError } from '../../../core/errors';
import { consistencyOf, roundsOf, trainingsOf } from '../../../core/methods';
import { cacheSideOf, imageSizeOf, type Recipe } from '../../../core/recipe';
import type { DeviceFacts } from '../../../core/stored/runs';
import type { Fit } from '../../../core/vocabulary/images';
import type { Measured } from '../../../core/workload/estimate';
import { usableShare } from '../../../core/workload/memory';
import { leastBytes, type WorkShape } from '../../../core/workload/workload';
import { fillCache } from '../../../data/cache/fill-cache';
import { PixelCache } from '../../../data/cache/pixel-cache';
import { freeMemory, residentBytes } from '../../../files/memory/free-memory';
import type { PseudoTargets, TrialJob } from '../../../runner/job/messages';
import type { StudioContext, StudioEvent } from '../../project/context/context';
import { stageEvent } from '../../project/context/stage-event';
import { JobCancelled } from '../../project/engine/engine';
import type { Project } from '../../project/folder/project';
import { hashesOf } from '../../project/images/image-sets';
import { modelOf } from '../../project/runs/run-model';
import { findEncoder } from '../../weights/models';

/** The number of different images in a batch; a larger batch repeats them. */
const sampleImages = 256;

/**
 * Measures shapes of work on this machine, each in an engine process of its own, so that memory is measured
 * separately and a crash for lack of memory is a result. `found` is called after each. Throws
 * `nothing-to-measure`, `cancelled`.
 */
export async function measureShapes(
  context: StudioContext,
  recipe: Recipe,
  shapes: readonly WorkShape[],
  found: (shape: WorkShape, measured: Measured) => void,
): Promise<void> {
  const { engine, signal } = context;
  const sample = sampleOf(context.project);
  try {
    for (const [i, shape] of shapes.entries()) {
      if (signal.aborted) throw new JobCancelled();
      context.tell(tryEvent(shape, i, shapes.length));
      found(shape, await measure(context, recipe, shape, sample));
    }
  } finally {
    // The memory of a large measurement is returned to the machine.
    await engine.close();
  }
}

function tryEvent({ kind, arch, imageSize }: WorkShape, index: number, of: number): StudioEvent {
  const values = { arch, size: imageSize, index: index + 1, of };
  return stageEvent('train', kind === 'train' ? 'tryTraining' : 'tryPredicting', values);
}

async function measure(
  context: StudioContext,
  recipe: Recipe,
  shape: WorkShape,
  sample: readonly ImageInput[],
): Promise<Measured> {
  const { engine, signal, tell } = context;
  await engine.close();
  const device = await engine.start();
  const side = shape.kind === 'train' ? cachedSide(recipe, shape) : shape.imageSize;
  await fillSample(context, side, recipe.fit, sample);
  try {
    const { kind: _, ...measured } = await engine.run(jobOf(context, recipe, shape, sample), {
      signal,
      endAtOnce: true,
      mostBytes: limitOf(device, engine.pid),
      onProgress: (progress) => tell({ type: 'progress', stage: 'train', progress }),
      onNote: (note) => tell({ type: 'note', note }),
    });
    return { fits: true, ...measured };
  } catch (error) {
    // The engine refuses what cannot fit before it starts.
    const code = codeOf(error);
    if (code === 'memory-short' || code === 'batch-too-large')
      return { fits: false, leastBytes: leastBytes(shape) };
    if (code === 'out-of-memory') return { fits: false, leastBytes: null };
    throw error;
  }
}

/**
 * A measurement must not make the machine swap or kill other programs, so it gets only the memory that is
 * free now.
 */
function limitOf({ kind }: DeviceFacts, pid: number | undefined): number | undefined {
  if (kind === 'gpu') return undefined;
  return usableShare * freeMemory() + (residentBytes(pid ?? 'self') ?? 0);
}

function sampleOf({ catalog }: Project): ImageInput[] {
  for (const split of ['labelled-train', 'unlabelled', 'validation', 'test'] as const)
    for (const piece of catalog.images.inputs(split))
      if (piece.length > 0) return piece.slice(0, sampleImages);
  throw studioError('nothing-to-measure', {});
}

/** Side of the cached images from which a try-out makes its batches. A resolution fix cuts nothing out of larger images. */
function cachedSide(recipe: Recipe, shape: WorkShape & { kind: 'train' }): number {
  const { arch, imageSize } = shape;
  if (isFix(recipe, imageSize)) return imageSize;
  const noise = isClean(recipe, shape) ? null : recipe.noise.student;
  return cacheSideOf(recipe, { arch, size: imageSize }, noise);
}

const isClean = (recipe: Recipe, shape: WorkShape & { kind: 'train' }) =>
  stageOf(recipe, shape)?.noise === 'none';

/** The model of a recipe whose network is that of a shape. */
const trainedAs = ({ teacher, students }: Recipe, { arch }: WorkShape) =>
  [teacher, ...students].find((model) => model.arch === arch) ?? teacher;

const isFix = ({ resolutionFix: { enabled, size } }: Recipe, imageSize: number) =>
  enabled && imageSize === size;

async function fillSample(
  { project, signal }: StudioContext,
  imageSize: number,
  fit: Fit,
  sample: readonly ImageInput[],
): Promise<void> {
  const cache = PixelCache.open(project.cacheFolder, imageSize, fit);
  try {
    await fillCache(cache, sample, { signal }).catch((error) => {
      throw signal.aborted ? new JobCancelled() : error;
    });
  } finally {
    cache.close();
  }
}

/** The training of the recipe's method that a shape belongs to; undefined for the resolution fix, which belongs to no method. */
function stageOf(recipe: Recipe, { objective, labelled, pseudo }: WorkShape & { kind: 'train' }) {
  const trainings = [...trainingsOf(recipe, 0), ...(roundsOf(recipe) > 0 ? trainingsOf(recipe, 1) : [])];
  return trainings.find(
    (stage) =>
      stage.objective === objective &&
      (stage.labelled === false) === (labelled === 0) &&
      (stage.pool === 'none') === (pseudo === 0),
  );
}

/** The work of showing images to an encoder. Throws `weights-unknown`. */
function encoding(
  recipe: Recipe,
  { imageSize, batch }: Extract<WorkShape, { kind: 'predict' }>,
  { classes, hashes }: { classes: number; hashes: Uint8Array },
): Extract<TrialJob['work'], { kind: 'predict' }> {
  const { card, files } = findEncoder(recipe.teacher.weights);
  const { mean, std } = card;
  const model = { arch: encoderArch, encoder: card, classes, imageSize, fit: recipe.fit, mean, std } as const;
  return { kind: 'predict', model, encoder: files, batch, hashes };
}

function jobOf(
  { project, workers }: StudioContext,
  recipe: Recipe,
  shape: WorkShape,
  sample: readonly ImageInput[],
): TrialJob {
  const classes = Math.max(2, project.catalog.classes.list().length);
  const hashes = hashesOf(sample);
  const common = { kind: 'trial', cacheFolder: project.cacheFolder, workers } as const;
  if (shape.arch === encoderArch) return { ...common, work: encoding(recipe, shape, { classes, hashes }) };
  const model = {
    ...modelOf(recipe, { ...recipe.teacher, arch: shape.arch }, classes),
    imageSize: shape.imageSize,
    laidOutFor: isFix(recipe, shape.imageSize)
      ? imageSizeOf(recipe, trainedAs(recipe, shape))
      : shape.imageSize,
  };
  if (shape.kind === 'predict')
    return { ...common, work: { kind: 'predict', model, batch: shape.batch, hashes } };
  const labels = Int32Array.from(sample, (_, i) => i % classes);
  const targets: PseudoTargets = {
    kind: 'rows',
    labelling: null,
    rows: new Int32Array(sample.length).fill(-1),
    classIndex: labels,
    places: new Int32Array(),
    temperature: 1,
  };
  const stage = stageOf(recipe, shape);
  const { labelledBatch } = recipe.training;
  const ofPool =
    shape.pseudo === 0
      ? { pseudo: null }
      : stage?.pool === 'unlabelled'
        ? { pseudo: null, unlabelled: { hashes } }
        : { pseudo: { hashes, targets, copies: new Int32Array(sample.length).fill(1) } };
  const { randAugment } = recipe.noise.student;
  const clean = isClean(recipe, shape);
  return {
    ...common,
    work: {
      kind: 'train',
      spec: {
        model,
        dropout: recipe.teacher.dropout,
        survival: recipe.teacher.survival,
        noise: clean ? null : { ...recipe.noise.student, randAugment: { ...randAugment, ops: shape.ops } },
        cacheSide: cachedSide(recipe, shape),
        training: recipe.training,
        labelled: shape.labelled > 0,
        objective: shape.objective,
        ...(stage?.consistency ? { consistency: consistencyOf(recipe.consistency, stage.consistency) } : {}),
        unlabelledRatio: shape.pseudo / Math.max(1, stage?.poolViews ?? 1) / labelledBatch,
        inferenceBatch: recipe.inferenceBatch,
        seed: 1,
        initialWeights: null,
        role: 'student',
      },
      inputs: {
        labelled: { hashes, labels },
        ...ofPool,
        validation: null,
      },
    },
  };
}

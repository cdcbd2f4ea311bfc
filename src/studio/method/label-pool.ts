import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ImageClass, ImageInput, LabellingRun, Run } from '../../catalog';
import { StudioError, studioError } from '../../core/errors';
import { type OodScoreName, oodScoreNames } from '../../core/ood';
import type { Recipe } from '../../core/recipe';
import { isOutOfDomain } from '../../core/selection';
import type { PredictSetResult } from '../../runner/messages';
import { makeSketch } from '../labelling/feature-sketch';
import { labellingColumns } from '../labelling/labelling-columns';
import type { LabellingMetrics } from '../labelling/labelling-scores';
import type { StudioContext } from '../project/context';
import { hashesOf, imagesOf, labelledOf, outputsOf, positionsOf, runFolder } from '../project/image-sets';
import type { Project } from '../project/project';
import { finishedModelOf, weightsOf } from '../project/run-model';
import { runWithinMemory } from '../project/run-within-memory';
import { stageEvent } from '../project/stage-event';
import { ensurePixels } from './pixels';

/**
 * The un-noised teacher labels the pool (the paper, algorithm 1, step 2): a distribution for each image, and every out-of-domain
 * score, fitted on the labelled images with its limit on the held-out ones.
 */
export async function labelPool(
  context: StudioContext,
  teacher: Run,
  recipe: Recipe,
  iterationId: number | null,
): Promise<LabellingRun> {
  const { project, tell } = context;
  const model = finishedModelOf(project, teacher);
  await ensurePixels(context, model.imageSize, ['labelled-train', 'validation', 'unlabelled']);
  const pool = imagesOf(project, 'unlabelled');
  if (pool.length === 0) throw studioError('no-pool', {});
  const classes = outputsOf(project, teacher);
  const known = knownTo(project, classes, imagesOf(project, 'labelled-train'));
  const labelled = labelledOf(project, known);
  const heldOut = hashesOf(imagesOf(project, 'validation'));
  tell(stageEvent('label', 'label', { images: pool.length }));
  const labelling = project.catalog.labellingRuns.create({
    runId: teacher.id,
    iterationId,
    classIds: classes.map(({ id }) => id),
    settings: { ood: recipe.selection.ood },
  });
  try {
    const folder = runFolder(project, teacher.id);
    mkdirSync(folder, { recursive: true });
    const fileOf = (name: string) => join(folder, `labelling-${labelling.id}.${name}`);
    const softLabels = fileOf('soft-labels.f16');
    const features = fileOf('features.f16');
    const labelledFeatures = fileOf('labelled-features.f16');
    const result = await runWithinMemory(
      context,
      {
        kind: 'predict',
        model,
        weights: weightsOf(context, teacher),
        cacheFolder: project.cacheFolder,
        batch: recipe.inferenceBatch,
        sets: [{ name: 'pool', hashes: hashesOf(pool), softLabels, features }],
        ood: {
          fit: labelled,
          // Without held-out images the limit comes from the images the score was fitted on: kinder than it should be.
          heldOut: heldOut.length > 0 ? heldOut : labelled.hashes,
          keep: recipe.selection.ood.keep,
          features: labelledFeatures,
        },
      },
      recipe.inferenceBatch,
      { onProgress: (progress) => tell({ type: 'progress', stage: 'label', progress }) },
    );
    const scores = fileOf('ood-scores.f32');
    writeScores(scores, result.sets[0]);
    const labelledImages = fileOf('labelled-images.i32');
    writeFileSync(labelledImages, new Uint8Array(Int32Array.from(known, ({ id }) => id).buffer));
    const stored = store(context, labelling, {
      pool,
      recipe,
      set: result.sets[0],
      limits: result.limits,
      softLabels,
      features,
      scores,
      labelledFeatures,
      labelledImages,
    });
    // Made now, so that the review opens at once and orders by likeness without a wait. A full disk costs time then, nothing else.
    await labellingColumns(project, stored);
    await makeSketch(project, { labelling: stored, rows: stored.images }).catch(() => {});
    return stored;
  } catch (error) {
    const { code, message } =
      error instanceof StudioError ? error : { code: 'failed', message: String(error) };
    project.catalog.labellingRuns.fail(labelling.id, code === 'cancelled' ? 'cancelled' : 'failed', message);
    throw error;
  }
}

/** Images of classes that a model has as outputs; classes that were added since mean nothing to it. */
function knownTo(
  project: Project,
  outputs: readonly ImageClass[],
  images: readonly ImageInput[],
): ImageInput[] {
  const positions = positionsOf(project);
  return images.filter(
    ({ classId }) => classId !== null && (positions.get(classId) as number) < outputs.length,
  );
}

/** All scores one after another, `[scores, images]` float32, in the order of `oodScoreNames`, which the labelling notes. */
function writeScores(file: string, set: PredictSetResult): void {
  const all = oodScoreNames.map((name) => set.scores[name] as Float32Array);
  writeFileSync(
    file,
    Buffer.concat(all.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength))),
  );
}

interface Labelled {
  readonly pool: readonly ImageInput[];
  readonly recipe: Recipe;
  readonly set: PredictSetResult;
  readonly limits: Partial<Record<OodScoreName, number>>;
  readonly softLabels: string;
  readonly features: string;
  readonly scores: string;
  readonly labelledFeatures: string;
  readonly labelledImages: string;
}

function store({ project }: StudioContext, labelling: LabellingRun, labelled: Labelled): LabellingRun {
  const { pool, recipe, set, limits } = labelled;
  const { score } = recipe.selection.ood;
  const shown: OodScoreName = score === 'none' ? 'mahalanobis' : score;
  const oodScore = set.scores[shown] as Float32Array;
  const energy = set.scores.energy as Float32Array;
  const limit = limits[shown] as number;
  // What the teacher tells apart and is one class today has the name of that.
  const current = new Map(
    project.catalog.classes.list().map((each) => [each.id, each.mergedInto ?? each.id]),
  );
  const classIds = labelling.classIds.map((id) => current.get(id) as number);
  const relative = (file: string) => file.slice(project.folder.length + 1);
  const rows = function* () {
    for (const [row, image] of pool.entries())
      yield {
        imageId: image.id,
        row,
        classId: classIds[set.predictedClass[row]],
        confidence: set.confidence[row],
        margin: set.margin[row],
        energy: energy[row],
        oodScore: oodScore[row],
        ood: isOutOfDomain(oodScore[row], limit),
      };
  };
  project.catalog.labellingRuns.finish(labelling.id, {
    rows: rows(),
    images: pool.length,
    softLabels: relative(labelled.softLabels),
    oodScore: shown,
    oodThreshold: limit,
    metrics: {
      limits,
      features: relative(labelled.features),
      scores: relative(labelled.scores),
      scoreNames: oodScoreNames,
      labelledFeatures: relative(labelled.labelledFeatures),
      labelledImages: relative(labelled.labelledImages),
    } satisfies LabellingMetrics,
  });
  return project.catalog.labellingRuns.get(labelling.id);
}

import { mkdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { ImageClass, ImageInput, LabellingRun, Run } from '../../../catalog';
import { failureOf, studioError } from '../../../core/errors';
import type { OodScoreName } from '../../../core/ood';
import type { Recipe } from '../../../core/recipe';
import { thresholdNotes } from '../../../core/sentences/class-thresholds';
import { taughtNote } from '../../../core/sentences/taught-flag';
import { removeUnfinished } from '../../../files/durable/durable';
import { makeSketch } from '../../labelling/features/feature-sketch';
import { firstFlag } from '../../labelling/file/taught-flag';
import { fitThresholds } from '../../labelling/trust/class-thresholds';
import type { StudioContext } from '../../project/context/context';
import { runWithinMemory } from '../../project/context/run-within-memory';
import { stageEvent } from '../../project/context/stage-event';
import type { Project } from '../../project/folder/project';
import {
  hashesOf,
  imagesOf,
  labelledOf,
  outputsOf,
  positionsOf,
  runFolder,
} from '../../project/images/image-sets';
import { modelJob } from '../model/model-job';
import { ensurePixels } from '../model/pixels';
import { searchNearCopies } from '../start/search-near-copies';
import { comparedBy } from './compared';
import { heldOutOf } from './held-out';
import { labellingLooks } from './labelling-looks';
import { labellingNoise } from './labelling-noise';
import { decodedPool } from './pool';

/**
 * The teacher labels the pool, un-noised (the paper, algorithm 1, step 2) unless the recipe says otherwise. Stores a distribution and every
 * out-of-domain score of each image. The scores are fitted on the labelled images; their limit is set on held-out images, or on the pool if
 * none are held out. Throws `nothing-to-label`.
 */
export async function labelPool(
  context: StudioContext,
  teacher: Run,
  recipe: Recipe,
  iterationId: number | null,
): Promise<LabellingRun> {
  const { project, tell } = context;
  project.refuseReadOnly();
  await searchNearCopies(context);
  const teaching = modelJob(context, teacher);
  const noise = labellingNoise(project, teacher, recipe);
  const looks = labellingLooks(context, teacher, recipe);
  const sides = looks?.map(({ model }) => model.imageSize) ?? [noise?.cacheSide ?? teaching.model.imageSize];
  for (const side of new Set(sides))
    await ensurePixels(context, side, recipe.fit, ['labelled-train', 'validation']);
  const pool = await decodedPool(context, teacher, recipe, sides);
  if (pool.length === 0) throw studioError('nothing-to-label', {});
  const classes = outputsOf(project, teacher);
  const known = knownTo(project, classes, imagesOf(project, 'labelled-train'));
  const labelled = labelledOf(project, known);
  const heldOut = heldOutOf(project, teacher, { known, pool });
  // Before the labels are made: what a person cancels here costs none of them.
  const isCompared = recipe.selection.ood.score !== 'none' && recipe.selection.ood.contrast;
  const compared = isCompared ? await comparedBy(context, teacher) : undefined;
  tell(stageEvent('label', 'label', { images: pool.length }));
  const labelling = project.catalog.labellingRuns.create({
    runId: teacher.id,
    iterationId,
    classIds: classes.map(({ id }) => id),
    settings: { ood: recipe.selection.ood },
  });
  const folder = runFolder(project, teacher.id);
  try {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `labelling-${labelling.id}.safetensors`);
    const ids = Int32Array.from(pool, ({ id }) => id);
    const result = await runWithinMemory(
      context,
      {
        kind: 'predict',
        ...teaching,
        cacheFolder: project.cacheFolder,
        batch: recipe.inferenceBatch,
        ...(noise ? { noise } : {}),
        ...(looks ? { looks } : {}),
        sets: [],
        labelling: {
          file,
          hashes: hashesOf(pool),
          ids,
          sources: project.catalog.images.sourcesOf(ids),
          classIds: labelling.classIds,
          labelledIds: Int32Array.from(known, ({ id }) => id),
        },
        ood: {
          fit: labelled,
          ...heldOut,
          keep: recipe.selection.ood.keep,
          spool: file,
        },
      },
      recipe.inferenceBatch,
      {
        onProgress: (progress) => tell({ type: 'progress', stage: 'label', progress }),
        onNote: (note) => tell({ type: 'note', note }),
      },
    );
    const { score } = recipe.selection.ood;
    const shown: OodScoreName = score === 'none' ? 'mahalanobis' : score;
    const limit = result.limits[shown] as number;
    const { keep } = recipe.selection.ood;
    const taught = await firstFlag(project, file, { score: shown, limit, keep }, compared);
    if (taught) tell({ type: 'note', note: taughtNote(taught) });
    const finished = {
      images: pool.length,
      file: relative(project.folder, file),
      hash: result.labelling as string,
      oodScore: shown,
      oodThreshold: limit,
      taught,
    };
    project.catalog.labellingRuns.hold(labelling.id, finished);
    const held = project.catalog.labellingRuns.get(labelling.id);
    const classThresholds = await fitThresholds(project, held, recipe.selection);
    if (classThresholds)
      for (const each of thresholdNotes(classThresholds, classes)) tell({ type: 'note', note: each });
    project.catalog.labellingRuns.finish(labelling.id, { ...finished, classThresholds });
    const stored = project.catalog.labellingRuns.get(labelling.id);
    // Made now, so that the review can sort by similarity without a delay. If the disk is full, it is only made later.
    await makeSketch(project, { labelling: stored, rows: stored.images }).catch(() => {});
    return stored;
  } catch (error) {
    const { code, message } = failureOf(error);
    project.catalog.labellingRuns.fail(labelling.id, code === 'cancelled' ? 'cancelled' : 'failed', message);
    throw error;
  } finally {
    removeLeft(folder);
  }
}

/** Removes what an engine left that was killed, by a person or for want of memory: with a large pool it takes gigabytes. */
function removeLeft(folder: string): void {
  try {
    removeUnfinished(folder);
  } catch {
    // The next opening of the project tries it again.
  }
}

/** Images whose class is one of the model's outputs; the model does not know classes that were added later. */
export function knownTo(
  project: Project,
  outputs: readonly ImageClass[],
  images: readonly ImageInput[],
): ImageInput[] {
  const positions = positionsOf(project);
  return images.filter(
    ({ classId }) => classId !== null && (positions.get(classId) as number) < outputs.length,
  );
}

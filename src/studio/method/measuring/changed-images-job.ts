import { availableParallelism } from 'node:os';
import type { ImageInput, Run } from '../../../catalog';
import type { ChangedImagesJob } from '../../../runner/job/messages';
import type { StudioContext } from '../../project/context/context';
import { hashesOf, outputsOf, positionsOf } from '../../project/images/image-sets';
import { recipeOf } from '../../project/runs/run-model';
import { modelJob } from '../model/model-job';

/**
 * Changing an image often takes longer than predicting it, and always does on a GPU, so that more threads are used than for augmentation.
 */
const mostThreads = 16;

/** The job that shows changed images to a run. Throws what `modelJob` throws. */
export function changedImagesJob(
  context: Pick<StudioContext, 'project' | 'workers'>,
  run: Run,
  images: readonly ImageInput[],
): ChangedImagesJob {
  const { project, workers } = context;
  const positions = positionsOf(project);
  return {
    ...modelJob(context, run),
    cacheFolder: project.cacheFolder,
    batch: recipeOf(run).inferenceBatch,
    workers: Math.max(workers, Math.min(mostThreads, availableParallelism() - 1)),
    hashes: hashesOf(images),
    columns: outputsOf(project, run).map(({ id }) => positions.get(id) as number),
    classes: project.catalog.classes.list().length,
  };
}

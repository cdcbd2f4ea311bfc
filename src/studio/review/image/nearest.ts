import type { ReviewDetail } from '../../../contract';
import { smallest } from '../../../core/review';
import type { LabellingFile } from '../../../runner/labelling/labelling-file';
import { distancesFrom } from '../../labelling/features/features';
import type { Project } from '../../project/folder/project';

const shown = 12;
/** Further candidates besides those shown, in case some images were put aside since. */
const spare = 12;
/** Features of labelled images are compared one by one only up to this many numbers, so that moving on by arrow keys stays quick. */
const largest = 64_000_000;

/** Labelled images nearest in feature space, nearest first; none if the labelling kept no features of them. */
export async function nearestLabelled(
  project: Project,
  file: LabellingFile,
  row: number,
): Promise<ReviewDetail['nearest']> {
  const { labelled, features } = file;
  if (!labelled || !features || labelled.features.width !== features.width) return [];
  const { ids: imageIds } = labelled;
  if (imageIds.length * features.width > largest) return [];
  const distances = await distancesFrom(labelled.features, await features.read(row, 1));
  const nearest = smallest(distances, shown + spare);
  const images = new Map(
    project.catalog.images.byIds(nearest.map((at) => imageIds[at])).map((image) => [image.id, image]),
  );
  return nearest
    .flatMap((at) => {
      const { id: imageId, classId, state } = images.get(imageIds[at]) ?? {};
      if (imageId === undefined || classId === undefined || classId === null || state !== 'ok') return [];
      return [{ imageId, classId, distance: Math.sqrt(distances[at]) }];
    })
    .slice(0, shown);
}

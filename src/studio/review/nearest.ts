import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ReviewDetail } from '../../contract';
import { smallest } from '../../core/review';
import { withFlatFile } from '../../files/flat-file';
import { distancesFrom, withFeatures } from '../labelling/features';
import type { LabellingMetrics } from '../labelling/labelling-scores';
import type { Project } from '../project/project';
import type { ReviewTable } from './table';

const shown = 12;
/** Looked at besides those shown, for images that were put aside since. */
const spare = 12;
/** Features of labelled images are compared one by one up to so many numbers, so that moving on by arrow keys stays quick. */
const largest = 64_000_000;

/** Labelled images nearest in feature space, nearest first; none where the labelling kept no features of them. */
export async function nearestLabelled(
  project: Project,
  table: ReviewTable,
  row: number,
): Promise<ReviewDetail['nearest']> {
  const { labelledFeatures, labelledImages } = (table.labelling.metrics ?? {}) as Partial<LabellingMetrics>;
  if (!labelledFeatures || !labelledImages) return [];
  const imageIds = await idsOf(join(project.folder, labelledImages));
  const own = await withFeatures(project, table, (file) => file.read(row, 1));
  if (!imageIds || !own || imageIds.length * own.length > largest) return [];
  const file = join(project.folder, labelledFeatures);
  const distances = await withFlatFile(file, imageIds.length, 2, async (flat) =>
    flat.width === own.length ? distancesFrom(flat, own) : null,
  );
  if (!distances) return [];
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

async function idsOf(file: string): Promise<Int32Array | null> {
  const bytes = await readFile(file).catch(() => null);
  return bytes && new Int32Array(new Uint8Array(bytes).buffer);
}

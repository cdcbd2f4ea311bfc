import { StudioError } from '../../core/errors';
import { orderByValue } from '../../core/value-order';
import type { Project } from '../project';
import { distancesFrom, withFeatures } from './features';
import type { ReviewTable } from './table';

/** The last image that others were compared with, of each open labelling: filters change more often than it does. */
const last = new WeakMap<
  ReviewTable,
  { readonly row: number; readonly distances: Promise<Float32Array | null> }
>();

/** All rows by their distance from one in feature space, nearest first. Throws `unknown-row`, `no-features`. */
export async function similarOrder(
  project: Project,
  table: ReviewTable,
  row: number,
  descending: boolean,
): Promise<Int32Array> {
  table.checkRow(row);
  let compared = last.get(table);
  if (compared?.row !== row) {
    const distances = withFeatures(project, table, async (file) =>
      distancesFrom(file, await file.read(row, 1)),
    );
    compared = { row, distances };
    last.set(table, compared);
  }
  const distances = await compared.distances;
  if (!distances) throw noFeatures();
  return orderByValue(distances, descending);
}

export const noFeatures = () =>
  new StudioError(
    'no-features',
    'This labelling kept no features of its images. Label the pool again to compare them.',
  );

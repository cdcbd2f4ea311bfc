import type { Project } from '../../project/folder/project';
import type { RowIndex } from './row-index';

/**
 * 1 for each row of a labelling whose image has since left the pool: labelled by a person, moved, set aside, or removed with its source.
 */
export function goneFrom({ catalog }: Project, index: RowIndex, rows: number): Uint8Array {
  const gone = new Uint8Array(rows);
  for (const id of catalog.images.outside('unlabelled')) {
    const row = index.rowOf(id);
    if (row >= 0) gone[row] = 1;
  }
  return gone;
}

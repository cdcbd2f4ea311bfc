import type { Project } from '../project/project';
import type { RowIndex } from './row-index';

/** 1 for the rows of a labelling whose image has left the pool since: labelled by a person, moved, put aside, or its source taken out. */
export function goneFrom({ catalog }: Project, index: RowIndex, rows: number): Uint8Array {
  const gone = new Uint8Array(rows);
  for (const id of catalog.images.outside('unlabelled')) {
    const row = index.rowOf(id);
    if (row >= 0) gone[row] = 1;
  }
  return gone;
}

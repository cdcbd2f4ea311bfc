import type { Project } from '../../project/folder/project';
import { RowIndex } from './row-index';

/** Whether the image of a row of a labelling has been held out since, itself or by a copy: then nothing may be learnt from it. */
export function heldOutRows({ catalog }: Project, ids: Int32Array): (row: number) => boolean {
  const index = new RowIndex(ids);
  const rows = new Uint8Array(ids.length);
  for (const id of catalog.images.heldOut()) {
    const row = index.rowOf(id);
    if (row >= 0) rows[row] = 1;
  }
  return (row) => rows[row] === 1;
}

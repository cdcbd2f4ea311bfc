import { lookWidth } from '../../core/likeness';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/folder/project';
import { spaceOf } from './spaces';

/** Looks of images as rows of features, in the order of their ids. */
export interface LookRows {
  readonly rows: number;
  readonly width: number;
  /** `[count, width]`; NaN for an image that has not been looked at. */
  read(first: number, count: number): Promise<Float32Array>;
}

/** The looks of some images of a project on one basis; `prepareLikeness` makes them. */
export async function lookRows(project: Project, basis: LikenessBasis, ids: Int32Array): Promise<LookRows> {
  const { cache } = await spaceOf(project, basis);
  return {
    rows: ids.length,
    width: lookWidth,
    read: async (first, count) => {
      const wanted = [...ids.subarray(first, first + count)];
      const hashes = new Map(
        project.catalog.images.byIds(wanted).map(({ id, contentHash }) => [id, contentHash]),
      );
      const { looks } = cache;
      const values = new Float32Array(wanted.length * lookWidth).fill(Number.NaN);
      for (const [at, id] of wanted.entries()) {
        const hash = hashes.get(id);
        const row = hash ? cache.rowOf(Buffer.from(hash, 'hex')) : -1;
        if (row >= 0) values.set(looks.subarray(row * lookWidth, (row + 1) * lookWidth), at * lookWidth);
      }
      return values;
    },
  };
}

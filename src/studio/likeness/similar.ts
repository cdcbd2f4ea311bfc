import type { LabelViewFilter } from '../../catalog';
import { studioError } from '../../core/errors';
import { cosine, directionOf, likestFirst } from '../../core/likeness';
import type { LikenessBasis } from '../../core/vocabulary/likeness';
import type { Project } from '../project/folder/project';
import { eachInSlices } from './in-slices';
import { rowsIn, spaceOf } from './spaces';

export interface SimilarQuestion extends LabelViewFilter {
  readonly basis: LikenessBasis;
  /** Ids of the images that the others are compared with. */
  readonly to: Int32Array;
}

/** More images than this are not needed to say what is looked for. */
const mostCompared = 1000;
/** The likeness of images that were not looked at; lower than every cosine. */
const unknown = -1;

/**
 * Ids of a view's images ordered by their likeness to some images, which need not be in the view: those nearest to the mean direction of
 * these come first. Throws `not-looked-at`.
 */
export async function similarImages(
  project: Project,
  { basis, to, ...filter }: SimilarQuestion,
  signal?: AbortSignal,
): Promise<Int32Array> {
  const space = await spaceOf(project, basis);
  const hashes = project.catalog.labelViews.contentHashes(to.subarray(0, mostCompared));
  const compared = rowsIn(space, { ids: to.subarray(0, mostCompared), hashes }).filter((row) => row >= 0);
  if (compared.length === 0) throw studioError('not-looked-at', {});
  const { looks } = space.cache;
  const direction = directionOf(looks, compared);
  const [ids, cosines]: [Int32Array[], Float32Array[]] = [[], []];
  await eachInSlices(project.catalog.labelViews.hashed(filter), signal, (images) => {
    const rows = rowsIn(space, images);
    const close = new Float32Array(rows.length);
    for (let i = 0; i < rows.length; i++)
      close[i] = rows[i] < 0 ? unknown : cosine(looks, rows[i], direction);
    ids.push(images.ids);
    cosines.push(close);
  });
  const all = joined(Int32Array, ids);
  return likestFirst(joined(Float32Array, cosines)).map((place) => all[place]);
}

function joined<T extends Int32Array | Float32Array>(
  type: new (length: number) => T,
  parts: readonly T[],
): T {
  const whole = new type(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

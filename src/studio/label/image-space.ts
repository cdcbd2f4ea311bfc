import { hash32 } from '../../core/numbers/random';
import type { Float16Rows } from '../../files/safetensors/float16-rows';
import { isReadable, withLabelling } from '../labelling/file/labelling';
import { RowIndex } from '../labelling/rows/row-index';
import type { Project } from '../project/folder/project';
import { newestOpinion } from './newest-model';

/** Images with a distance between each pair; the first `covered` ones are labelled. */
export interface ImageSpace {
  readonly ids: Int32Array;
  readonly covered: number;
  distance(a: number, b: number): number;
}

/** Features are folded into this many numbers, which keeps distances and makes them quick to compute for the widest model. */
const width = 64;

/** The space of the newest model's features, of the images that it has seen; null if there is no model or it has seen too few. */
export function featureSpace(project: Project, known: Int32Array, ids: Int32Array): ImageSpace | null {
  const labelling = newestOpinion(project);
  if (!labelling || !isReadable(project, labelling)) return null;
  return withLabelling(project, labelling, ({ ids: labelled, features }) => {
    if (!features) return null;
    const index = new RowIndex(labelled);
    const seen = (all: Int32Array) => all.filter((id) => index.rowOf(id) >= 0);
    const [covered, open] = [seen(known), seen(ids)];
    if (open.length < ids.length / 2) return null;
    const all = Int32Array.from([...covered, ...open]);
    const points = foldedRows(
      features,
      Array.from(all, (id) => index.rowOf(id)),
    );
    return { ids: all, covered: covered.length, distance: (a, b) => unlikeness(points, a, b) };
  });
}

/** The space of perceptual hashes, in which the distance is the number of differing bits. */
export function hashSpace({ catalog }: Project, known: Int32Array, ids: Int32Array): ImageSpace {
  const all = Int32Array.from([...known, ...ids]);
  const hashes = catalog.labelViews.perceptualHashes(all);
  const distance = (a: number, b: number) =>
    bitsOf(hashes[2 * a] ^ hashes[2 * b]) + bitsOf(hashes[2 * a + 1] ^ hashes[2 * b + 1]);
  return { ids: all, covered: known.length, distance };
}

/** 1 - cosine; rows are of length 1. */
function unlikeness(points: Float32Array, a: number, b: number): number {
  let product = 0;
  for (let i = a * width, j = b * width; i < (a + 1) * width; i++, j++) product += points[i] * points[j];
  return 1 - product;
}

/** Some rows of features, folded (Weinberger et al. 2009) and scaled to length 1. */
function foldedRows(features: Float16Rows, rows: readonly number[]): Float32Array {
  const points = new Float32Array(rows.length * width);
  for (const [at, row] of rows.entries())
    foldInto(points.subarray(at * width, (at + 1) * width), features.readNow(row, 1));
  return points;
}

function foldInto(point: Float32Array, features: Float32Array): void {
  for (let i = 0; i < features.length; i++) {
    const hash = hash32(i);
    point[hash % width] += hash & 0x80000000 ? features[i] : -features[i];
  }
  const length = Math.hypot(...point) || 1;
  for (let i = 0; i < width; i++) point[i] /= length;
}

function bitsOf(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

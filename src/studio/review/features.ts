import { join } from 'node:path';
import { squaredDistances } from '../../core/review';
import type { LabellingMetrics } from '../labelling-scores';
import type { Project } from '../project';
import { type FlatFile, withFlatFile } from './flat-file';
import type { ReviewTable } from './table';

/** Numbers read and decoded at a time: some 10 ms of work, between which other work goes on. */
const pieceValues = 1 << 21;

/** Works on the features of a labelling's images, `[rows, width]`; null where it kept none. */
export function withFeatures<T>(
  { folder }: Project,
  { labelling, rows }: ReviewTable,
  work: (features: FlatFile) => Promise<T>,
): Promise<T | null> {
  const { features } = (labelling.metrics ?? {}) as Partial<LabellingMetrics>;
  return features ? withFlatFile(join(folder, features), rows, 2, work) : Promise.resolve(null);
}

/** Visits rows `from` to `to` in order, a piece at a time; the next piece is being read meanwhile. */
export async function eachPiece(
  file: FlatFile,
  visit: (values: Float32Array, first: number) => void,
  [from, to]: readonly [number, number] = [0, file.rows],
): Promise<void> {
  const piece = Math.max(1, Math.floor(pieceValues / file.width));
  const read = (first: number) => file.read(first, Math.min(piece, to - first));
  let next = from < to ? read(from) : null;
  for (let first = from; next; first += piece) {
    const values = await next;
    next = first + piece < to ? read(first + piece) : null;
    visit(values, first);
  }
}

/** Squared distances of all rows from one image's features, `[rows]`. */
export async function distancesFrom(file: FlatFile, from: Float32Array): Promise<Float32Array> {
  const distances = new Float32Array(file.rows);
  await eachPiece(file, (values, first) => squaredDistances(values, from, distances, first));
  return distances;
}

import type { LabellingRun } from '../../../catalog';
import { squaredDistances } from '../../../core/review';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import type { Project } from '../../project/folder/project';
import { duringLabelling } from '../file/labelling';

/** Numbers read and decoded at a time: about 10 ms of work, after which other work gets its turn. */
const pieceValues = 1 << 21;

/** Runs work on the features of a labelling's images, `[rows, width]`; returns null if it kept none. */
export function withFeatures<T>(
  project: Project,
  { labelling }: { readonly labelling: LabellingRun },
  work: (features: Float16Rows) => Promise<T>,
): Promise<T | null> {
  return duringLabelling(project, labelling, async ({ features }) => (features ? work(features) : null));
}

/** Squared distances of all rows of float16 numbers from one image's features, `[rows]`; the next piece is read while one is compared. */
export async function distancesFrom(file: Float16Rows, from: Float32Array): Promise<Float32Array> {
  const distances = new Float32Array(file.rows);
  const piece = Math.max(1, Math.floor(pieceValues / file.width));
  const read = (first: number) => file.readBits(first, Math.min(piece, file.rows - first));
  let next = file.rows > 0 ? read(0) : null;
  for (let first = 0; next; first += piece) {
    const bits = await next;
    next = first + piece < file.rows ? read(first + piece) : null;
    squaredDistances(bits, from, distances, first);
  }
  return distances;
}

/** How many rows are read at the same time, each by itself. */
const readers = 16;

/** Squared distances of only some rows from one image's features, in the order of `rows`. */
export async function distancesOf(
  file: Float16Rows,
  from: Float32Array,
  rows: Int32Array,
): Promise<Float32Array> {
  const distances = new Float32Array(rows.length);
  let next = 0;
  const readSome = async () => {
    while (next < rows.length) {
      const place = next++;
      squaredDistances(await file.readBits(rows[place], 1), from, distances, place);
    }
  };
  await Promise.all(Array.from({ length: readers }, readSome));
  return distances;
}

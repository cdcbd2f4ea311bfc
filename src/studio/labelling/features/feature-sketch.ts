import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { LabellingRun } from '../../../catalog';
import { project as along, type PrincipalComponents } from '../../../core/numbers/principal-components';
import { type Sketch, sketchLimit } from '../../../core/review';
import { writeWhole } from '../../../files/durable/write-whole';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import type { Project } from '../../project/folder/project';
import { runFolder } from '../../project/images/image-sets';
import { componentsOf } from './feature-sample';
import { withFeatures } from './features';

/** Number of principal components that a row is reduced to; one more number holds the length of the remainder. */
const components = 15;
const width = components + 1;
/** Numbers reduced at a time: about 10 ms of work, after which other work gets its turn. */
const pieceValues = 1 << 19;
/** Up to this many numbers, comparing the features themselves is as quick, in about 60 ms. */
const mostCompared = 1 << 24;

/** The features of a labelling that are shortened to a sketch. */
export interface Features {
  readonly labelling: LabellingRun;
  readonly rows: number;
}

/** The sketch of a labelling's features; null if it has none (yet), or too few features to need one. */
export async function readSketch(project: Project, { labelling, rows }: Features): Promise<Sketch | null> {
  const bytes = await readFile(fileOf(project, labelling)).catch(() => null);
  if (!bytes || bytes.length !== rows * width * 2) return null;
  return { width, values: new Int16Array(new Uint8Array(bytes).buffer) };
}

/**
 * Makes `labelling-<id>.sketch` beside a labelling's features if there are many: rows shortened to their largest components, so that a
 * million of them can be ordered by likeness without reading them all. Does nothing if there are few features, or none.
 */
export async function makeSketch(project: Project, features: Features): Promise<void> {
  const sketch = await withFeatures(project, features, (file) =>
    file.rows * file.width > mostCompared ? shortened(file) : Promise.resolve(null),
  );
  if (!sketch) return;
  await writeWhole(fileOf(project, features.labelling), new Uint8Array(sketch.values.buffer));
}

const fileOf = (project: Project, { id, runId }: LabellingRun) =>
  join(runFolder(project, runId), `labelling-${id}.sketch`);

/** Returns null if a value is not a number; then the features themselves are compared. */
async function shortened(file: Float16Rows): Promise<Sketch | null> {
  const found = await componentsOf(file, components);
  const piece = Math.max(1, Math.floor(pieceValues / file.width));
  const lengths = new Float32Array(file.rows * width);
  let largest = 0;
  for (let first = 0; first < file.rows; first += piece) {
    const rows = await file.read(first, Math.min(piece, file.rows - first));
    largest = Math.max(largest, shorten(rows, found, lengths.subarray(first * width)));
    await nextTurn();
  }
  if (Number.isNaN(largest)) return null;
  const scale = largest > 0 ? sketchLimit / largest : 0;
  const values = new Int16Array(lengths.length);
  for (let i = 0; i < values.length; i++) values[i] = Math.round(lengths[i] * scale);
  return { width, values };
}

/**
 * Writes the lengths along each component, and last the length of the remainder. The remainders of two rows are nearly orthogonal, so that
 * it adds roughly its share to their distance. Returns the largest number, or NaN if there is a NaN.
 */
function shorten(rows: Float32Array, found: PrincipalComponents, out: Float32Array): number {
  const parts = along(rows, found);
  const wide = found.mean.length;
  let largest = 0;
  for (let i = 0; i < rows.length / wide; i++) {
    let left = 0;
    for (let j = 0; j < wide; j++) left += (rows[i * wide + j] - found.mean[j]) ** 2;
    for (const [c, part] of parts.entries()) {
      out[i * width + c] = part[i];
      left -= part[i] ** 2;
      largest = Math.max(largest, Math.abs(part[i]));
    }
    const rest = Math.sqrt(Math.max(0, left));
    out[i * width + components] = rest;
    largest = Math.max(largest, rest);
  }
  return largest;
}

import { studioError } from '../../../core/errors';
import { orderByValue } from '../../../core/numbers/value-order';
import { reordered, type Sketch, sketchedDistances } from '../../../core/review';
import type { Float16Rows } from '../../../files/safetensors/float16-rows';
import { makeSketch, readSketch } from '../../labelling/features/feature-sketch';
import { distancesFrom, distancesOf, withFeatures } from '../../labelling/features/features';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';

/** This many of the nearest rows are compared by all their features; a person looks at fewer. */
const mostExact = 2000;

/** The last comparison of each open labelling, kept because filters change more often than the row that is compared with. */
interface Compared {
  readonly row: number;
  /** All rows, nearest first; null if the labelling has no features. */
  readonly order: Promise<Int32Array | null>;
}

const last = new WeakMap<ReviewTable, Compared>();
const sketches = new WeakMap<ReviewTable, Promise<Sketch | null>>();
const making = new WeakSet<ReviewTable>();

/**
 * All rows by their distance from one row in feature space, nearest first. If there are many rows, the nearest are in exact order and those
 * farther off nearly so. Throws `unknown-row`, `no-features`.
 */
export async function similarOrder(
  project: Project,
  table: ReviewTable,
  row: number,
  descending: boolean,
): Promise<Int32Array> {
  table.checkRow(row);
  let compared = last.get(table);
  if (compared?.row !== row) {
    const order = nearestFirst(project, table, row);
    compared = { row, order };
    last.set(table, compared);
    order.catch(() => last.delete(table));
  }
  const order = await compared.order;
  if (!order) throw noFeatures();
  return descending ? order.toReversed() : order;
}

async function nearestFirst(project: Project, table: ReviewTable, row: number): Promise<Int32Array | null> {
  const sketch = await sketchOf(project, table);
  return withFeatures(project, table, async (file) => {
    const from = await file.read(row, 1);
    return sketch ? bySketch(file, sketch, row, from) : orderByValue(await distancesFrom(file, from));
  });
}

async function bySketch(
  file: Float16Rows,
  sketch: Sketch,
  row: number,
  from: Float32Array,
): Promise<Int32Array> {
  const order = orderByValue(sketchedDistances(sketch, row));
  return reordered(order, await distancesOf(file, from, order.subarray(0, mostExact)));
}

/** The sketch of a labelling, which is read once. If there is none yet, it is made in the background, for the next time. */
async function sketchOf(project: Project, table: ReviewTable): Promise<Sketch | null> {
  let sketch = sketches.get(table);
  if (!sketch) {
    sketch = readSketch(project, table);
    sketches.set(table, sketch);
  }
  const found = await sketch;
  if (!found && !making.has(table)) {
    making.add(table);
    // If the disk is full or read-only, ordering only stays as slow as it is.
    makeSketch(project, table).then(
      () => sketches.delete(table),
      () => {},
    );
  }
  return found;
}

export const noFeatures = () => studioError('no-features', {});

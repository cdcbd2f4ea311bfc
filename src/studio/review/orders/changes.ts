import { studioError } from '../../../core/errors';
import { orderByValue } from '../../../core/numbers/value-order';
import { divergence } from '../../../core/review';
import { toClasses } from '../../../core/selection/class-columns';
import type { LabellingFile } from '../../../runner/labelling/labelling-file';
import { duringLabelling, withLabelling } from '../../labelling/file/labelling';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';

/** Probabilities that are compared at a time, in about five milliseconds; pictures are served in between. */
const pieceNumbers = 2 ** 16;
/**
 * At most this many rows of the earlier labelling are read for each row that is compared: it may have many images that left the pool since.
 */
const mostBetween = 4;

const known = new WeakMap<ReviewTable, Promise<Float32Array>>();

/**
 * All rows by how far their distribution is from that of the previous iteration, `[rows]`; those that it did not label come last. Computed
 * once. Throws `no-earlier-labelling`, `labelling-unreadable`.
 */
export async function changeOrder(
  project: Project,
  table: ReviewTable,
  descending: boolean,
): Promise<Int32Array> {
  let changes = known.get(table);
  if (!changes) {
    changes = changesOf(project, table);
    known.set(table, changes);
    changes.catch(() => known.delete(table));
  }
  return orderByValue(await changes, descending);
}

/** Jensen-Shannon divergence in bits of each row from the previous iteration, `[rows]`; NaN if that did not label the image. */
export async function changesOf(project: Project, table: ReviewTable): Promise<Float32Array> {
  const { before } = table;
  if (!before) throw studioError('no-earlier-labelling', {});
  return duringLabelling(project, table.labelling, (now) =>
    duringLabelling(project, before, (then) => compared(project, table, now, then)),
  );
}

/** The same for one row; null if there is nothing to compare it with. */
export function changeOf(project: Project, table: ReviewTable, row: number): number | null {
  const { before } = table;
  if (!before) return null;
  return withLabelling(project, before, (then) => {
    const id = table.columns.imageIds[row];
    const place = placeOf(then.ids, id, 0);
    if (then.ids[place] !== id) return null;
    return withLabelling(project, table.labelling, (now) => {
      const classes = table.classes.length;
      const [one, other] = [now.softLabel(row), then.softLabel(place)];
      const [of, to] = [inClasses(table, now), inClasses(table, then)];
      return divergence(of(one), to(other), classes)[0];
    });
  });
}

async function compared(
  project: Project,
  table: ReviewTable,
  now: LabellingFile,
  then: LabellingFile,
): Promise<Float32Array> {
  const classes = table.classes.length;
  const [ofNow, ofThen] = [inClasses(table, now), inClasses(table, then)];
  const ids = table.columns.imageIds;
  const earlier = then.ids;
  const changes = new Float32Array(table.rows).fill(Number.NaN);
  const piece = Math.max(1, Math.floor(pieceNumbers / classes));
  for (let first = 0, at = 0; first < ids.length; ) {
    const begin = placeOf(earlier, ids[first], at);
    let count = Math.min(piece, ids.length - first);
    let end = placeOf(earlier, ids[first + count - 1] + 1, begin);
    // Both labellings are sorted by image id. Rows of the earlier one that lie in between are read too, unless they are far more.
    while (count > 1 && end - begin > mostBetween * piece) {
      count = Math.ceil(count / 2);
      end = placeOf(earlier, ids[first + count - 1] + 1, begin);
    }
    if (end > begin) {
      const one = ofNow(await now.softLabelsLater(first, count));
      const all = ofThen(await then.softLabelsLater(begin, end - begin));
      const rows: number[] = [];
      const other = new Float32Array(one.length);
      for (let row = 0, place = begin; row < count; row++) {
        while (place < end && earlier[place] < ids[first + row]) place++;
        if (place === end || earlier[place] !== ids[first + row]) continue;
        other.set(all.subarray((place - begin) * classes, (place - begin + 1) * classes), row * classes);
        rows.push(row);
      }
      const bits = divergence(one, other, classes);
      for (const row of rows) changes[first + row] = bits[row];
    }
    first += count;
    at = end;
    await project.giveWay();
  }
  return changes;
}

/** Converts distributions over a labelling's classes to distributions over today's, so that two can be compared. */
function inClasses({ classes, positions }: ReviewTable, { classIds }: LabellingFile) {
  const columns = classIds.map((id) => positions.get(id) as number);
  return (values: Float32Array) => toClasses(values, columns, classes.length);
}

/** The position of an id in ascending ids, or where it would be inserted, searched from `low` on. */
function placeOf(ids: Int32Array, id: number, low: number): number {
  let [from, to] = [low, ids.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (ids[middle] < id) from = middle + 1;
    else to = middle;
  }
  return from;
}

import type { ReviewFacets, ReviewFilter, ReviewQuery, ReviewRows, ReviewTiles } from '../../../contract';
import { studioError } from '../../../core/errors';
import {
  arrangeRows,
  type FacetCounts,
  type FilteredRows,
  filterRows,
  flagBit,
  groupRows,
  type ReviewColumnSet,
  type RowFilter,
  reviewFlags,
} from '../../../core/review';
import { selectionStates } from '../../../core/selection';
import { decisions } from '../../../core/vocabulary/decisions';
import { isMeasuredIssue, type MeasuredIssue } from '../../../core/vocabulary/image-issues';
import { isPictureOrder, type PictureOrder } from '../../../core/vocabulary/marks';
import type { Project } from '../../project/folder/project';
import type { ReviewTable } from '../table/table';
import { changeOrder } from './changes';

/** All rows, `[rows]`, in orders that need more than the table: by likeness to one row, and by what may be wrong with images. */
export interface OtherOrders {
  similar(row: number, descending: boolean): Promise<Int32Array>;
  issue(issue: MeasuredIssue, descending: boolean): Promise<Int32Array>;
}

/** The rows that pass a filter, in order, and the counts of each facet. */
export async function queryRows(
  project: Project,
  table: ReviewTable,
  { filter = {}, order = 'row', descending = false, groupByClass = false, similarTo, first = 0 }: ReviewQuery,
  others: OtherOrders,
): Promise<ReviewRows> {
  const sorted =
    order === 'row'
      ? null
      : order === 'similar'
        ? await others.similar(anchor(similarTo), descending)
        : order === 'change'
          ? await changeOrder(project, table, descending)
          : isPictureOrder(order)
            ? pictureRows(project, table, order, descending)
            : isMeasuredIssue(order)
              ? await others.issue(order, descending)
              : table.order(order, descending);
  const { current, classes } = table;
  const filtered = filterOf(project, table, filter);
  const rows = arrangeRows(filtered, sorted, order === 'row' && descending);
  const facets = facetsOf(project, table, filtered.facets);
  const tiles = (shown: Int32Array) => (first > 0 ? tilesOf(project, table, shown.subarray(0, first)) : null);
  if (!groupByClass) return { rows, groups: null, facets, first: tiles(rows) };
  const grouped = groupRows(rows, current.classIndex, classes.length);
  const groups = grouped.groups.map(({ classIndex, ...group }) => ({
    classId: classes[classIndex].id,
    ...group,
  }));
  return { rows: grouped.rows, groups, facets, first: tiles(grouped.rows) };
}

/** The last filter of each table and its rows, since changing the order or grouping asks for the same rows again. */
const lastFiltered = new WeakMap<
  ReviewColumnSet,
  { readonly key: string; readonly filtered: FilteredRows }
>();

function filterOf(project: Project, table: ReviewTable, filter: ReviewFilter): FilteredRows {
  const { current, classes, columns } = table;
  // A search or a mark looks into the catalog, which may have changed; the rows of a lasso are too many for a key.
  const key = filter.search || filter.pictures || filter.rows ? null : JSON.stringify(filter);
  const last = lastFiltered.get(current);
  if (last && last.key === key) return last.filtered;
  const sizes = { classes: classes.length, sources: columns.sourceIds.length };
  const filtered = filterRows(current, rowFilter(project, table, filter), sizes);
  if (key !== null) lastFiltered.set(current, { key, filtered });
  return filtered;
}

/**
 * All rows, `[rows]`, by a column of the images. The catalog lists folders by name and all else with the largest first, so each is reversed
 * for the other direction.
 */
function pictureRows(
  { catalog }: Project,
  { index, rows }: ReviewTable,
  by: PictureOrder,
  descending: boolean,
): Int32Array {
  const order = new Int32Array(rows);
  let at = 0;
  for (const id of catalog.marks.ordered(by)) {
    const row = index.rowOf(id);
    if (row >= 0) order[at++] = row;
  }
  return descending === (by === 'folder') ? order.reverse() : order;
}

function anchor(row: number | undefined): number {
  if (row !== undefined) return row;
  throw studioError('no-image-to-compare', {});
}

/** Translates a filter from ids and names to the table's positions. */
function rowFilter(project: Project, table: ReviewTable, filter: ReviewFilter): RowFilter {
  const { columns, classes } = table;
  const among = <T>(all: readonly T[], wanted: readonly T[] | undefined) =>
    wanted && Uint8Array.from(all, (entry) => Number(wanted.includes(entry)));
  const only: Uint8Array[] = [];
  if (filter.rows) only.push(marked(table.rows, filter.rows));
  if (filter.search) only.push(rowsOf(table, project.catalog.images.ids({ search: filter.search })));
  if (filter.pictures) only.push(rowsOf(table, project.catalog.marks.images(filter.pictures)));
  return {
    classes: among(
      classes.map(({ id }) => id),
      filter.classIds,
    ),
    states: among(selectionStates, filter.states),
    flags: filter.flags?.reduce((bits, flag) => bits | flagBit(flag), 0),
    decisions: among(['none', ...decisions] as const, filter.decisions),
    sources: among(columns.sourceIds, filter.sourceIds),
    confidence: filter.confidence,
    ood: filter.ood,
    only,
  };
}

function marked(rows: number, wanted: Int32Array): Uint8Array {
  const marks = new Uint8Array(rows);
  for (const row of wanted) marks[row] = 1;
  return marks;
}

function rowsOf({ index, rows }: ReviewTable, imageIds: Iterable<number>): Uint8Array {
  const marks = new Uint8Array(rows);
  for (const id of imageIds) {
    const row = index.rowOf(id);
    if (row >= 0) marks[row] = 1;
  }
  return marks;
}

function facetsOf(
  { catalog }: Project,
  { classes, columns }: ReviewTable,
  counts: FacetCounts,
): ReviewFacets {
  const named = <K extends string>(names: readonly K[], images: Int32Array) =>
    Object.fromEntries(names.map((name, i) => [name, images[i]])) as Record<K, number>;
  return {
    classes: classes.flatMap(({ id, mergedInto }, position) =>
      mergedInto === null ? [{ classId: id, images: counts.classes[position] }] : [],
    ),
    states: named(selectionStates, counts.states),
    flags: named(reviewFlags, counts.flags),
    decisions: named(['none', ...decisions] as const, counts.decisions),
    sources: columns.sourceIds.map((sourceId, position) => ({
      sourceId,
      // A source that was removed still has its path in the catalog.
      path: catalog.sources.get(sourceId).path,
      images: counts.sources[position],
    })),
  };
}

/** What the tiles of some rows show. Throws `unknown-row`. */
export function tilesOf({ catalog }: Project, table: ReviewTable, rows: Int32Array): ReviewTiles {
  const { columns, current, classes, selection } = table;
  for (const row of rows) table.checkRow(row);
  const imageIds = rows.map((row) => columns.imageIds[row]);
  return {
    imageIds,
    classIds: rows.map((row) => classes[current.classIndex[row]].id),
    confidence: Float32Array.from(rows, (row) => columns.confidence[row]),
    flags: Uint8Array.from(rows, (row) => current.flags[row]),
    states: Uint8Array.from(rows, (row) => current.state[row]),
    decisions: Uint8Array.from(rows, (row) => current.decisions[row]),
    copies: Uint16Array.from(rows, (row) => selection.copies[row]),
    marks: catalog.marks.packed(imageIds),
  };
}

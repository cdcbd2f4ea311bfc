import type { BitSet } from '../../core/numbers/bit-set';
import type { PictureFilter, PictureOrder } from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';

/** Terms over the columns of `images`, all of which must hold, and their values in order. */
export interface Terms {
  readonly terms: readonly string[];
  readonly values: readonly (string | number)[];
}

const columns = [
  ['modifiedFrom', 'mtime_ms >= ?'],
  ['modifiedTo', 'mtime_ms <= ?'],
  ['sideFrom', 'min(width, height) >= ?'],
  ['sideTo', 'min(width, height) <= ?'],
  ['bytesFrom', 'size >= ?'],
  ['bytesTo', 'size <= ?'],
] as const;

/** The terms of a filter over columns of images; marks and folders are not among them (`PictureColumns`). */
export function columnTerms(filter: PictureFilter = {}): Terms {
  const [terms, values]: [string[], (string | number)[]] = [[], []];
  if (filter.split !== undefined) {
    terms.push('split = ?');
    values.push(filter.split);
  }
  for (const [name, term] of columns) {
    const value = filter[name];
    if (value === undefined) continue;
    terms.push(term);
    values.push(value);
  }
  return { terms, values };
}

/** Up to this many passing images are looked up one by one; for more, all images that fit the terms are gone through. */
const few = 20_000;

/**
 * Ids of the images for which the terms hold and which are in `passing`, if that is given. They are ascending, or in an SQL order that must
 * end with the id.
 */
export function imagesWhere(
  connection: Connection,
  { terms, values }: Terms,
  passing: BitSet | null,
  order?: string,
): Int32Array {
  if (passing && terms.length === 0 && !order) return passing.numbers();
  const [where, by] = [
    terms.length > 0 ? `WHERE ${terms.join(' AND ')}` : '',
    order ? `ORDER BY ${order}` : '',
  ];
  const select = (from: string, bound: Terms['values']) =>
    connection.column<number>(`SELECT images.id FROM ${from} ${where} ${by}`, bound);
  const found = () => {
    if (!passing) return new Int32Array(select('images', values));
    if (passing.size > few) return passing.among(select('images', values));
    const listed = JSON.stringify([...passing.numbers()]);
    const each = '(SELECT value AS one FROM json_each(?)) CROSS JOIN images ON images.id = one';
    return new Int32Array(select(each, [listed, ...values]));
  };
  // SQLite would take longer to sort a million numbers.
  return order ? found() : found().sort();
}

/** The orders of images in SQL. The images that a person most likely wants come first: new and large ones, and folders by name. */
export const pictureOrderSql: Readonly<Record<Exclude<PictureOrder, 'star'>, string>> = {
  modified: 'mtime_ms DESC',
  side: 'min(width, height) DESC',
  bytes: 'size DESC',
  folder: 'source_id, path',
};

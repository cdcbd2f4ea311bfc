import type { PictureFilter, PictureOrder } from '../core/vocabulary/marks';
import { wordsOf } from './image-filter';

/** Terms over the columns of `images`, all of which must hold, and their values in order. */
export interface Terms {
  readonly terms: readonly string[];
  readonly values: readonly (string | number)[];
}

/** The star among the marks; other marks are tags. */
export const starMark = 0;

/** The contents that a filter's marks leave, as queries of one column, each with its value. */
function contentsOf({ starred, noted, tagIds = [] }: PictureFilter): { sql: string; values: number[] }[] {
  const marks = [...tagIds, ...(starred ? [starMark] : [])];
  return [
    ...marks.map((mark) => ({ sql: 'SELECT hash FROM marks WHERE mark = ?', values: [mark] })),
    ...(noted ? [{ sql: 'SELECT hash FROM image_notes', values: [] }] : []),
  ];
}

const columns = [
  ['modifiedFrom', 'mtime_ms >= ?'],
  ['modifiedTo', 'mtime_ms <= ?'],
  ['sideFrom', 'min(width, height) >= ?'],
  ['sideTo', 'min(width, height) <= ?'],
  ['bytesFrom', 'size >= ?'],
  ['bytesTo', 'size <= ?'],
] as const;

/** The path of an image's file up to its last slash, the folder of its source included; absolute paths as they are. */
const folder = `lower((SELECT root FROM sources WHERE id = images.source_id) || '/' ||
  rtrim(path, replace(path, '/', '')))`;

function columnTerms(filter: PictureFilter): Terms {
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
  for (const word of wordsOf(filter.folder)) {
    terms.push(`instr(${folder}, lower(?)) > 0`);
    values.push(word);
  }
  return { terms, values };
}

/**
 * Where images of a filter are read from, and the terms that hold for them. Marked images are found by their marks, few among many, never
 * by a walk over all images.
 */
export function picturesOf(filter: PictureFilter = {}): Terms & {
  readonly from: string;
  /** So many of the values, the first ones, are those of `from`. */
  readonly given: number;
} {
  const [first, ...others] = contentsOf(filter);
  const { terms, values } = columnTerms(filter);
  if (!first) return { from: 'images', given: 0, terms, values };
  return {
    from: `(${first.sql}) marked CROSS JOIN images INDEXED BY images_by_hash ON images.content_hash = marked.hash`,
    given: first.values.length,
    terms: [...others.map(({ sql }) => `content_hash IN (${sql})`), ...terms],
    values: [...first.values, ...others.flatMap((each) => each.values), ...values],
  };
}

/** What images are put in order by, the first that a person wants to see first: new, large and starred ones, folders by name. */
export const pictureOrderSql: Readonly<Record<PictureOrder, string>> = {
  modified: 'mtime_ms DESC',
  side: 'min(width, height) DESC',
  bytes: 'size DESC',
  folder: 'source_id, path',
  star: `content_hash IN (SELECT hash FROM marks WHERE mark = ${starMark}) DESC`,
};

import type { Issue } from '../../../../catalog';
import { isTagName, longestNote, tagName } from '../../../../core/vocabulary/marks';
import type { Note } from '../../../../core/words/notes';
import type { RowMarks } from '../../../lists/label-row';
import type { ClassColumns } from '../columns/class-columns';
import type { ListNames } from '../columns/list-columns';
import type { ListRow } from '../rows/list-rows';

/** What was read from a list's lines. */
export interface ReadRows {
  readonly rows: ListRow[];
  readonly names: ListNames;
  /** Columns that are neither path, label, split, group nor a class. */
  readonly others: readonly string[];
  /** Columns that may each be a class; none if a column has the labels. */
  readonly classColumns: ClassColumns;
  readonly own: boolean;
  /** How the labels were read, if that must be said. */
  readonly notes: readonly Note[];
  readonly problems: Issue[];
}

/** Marks of an export; undefined if the image has none. Names that cannot be tags are skipped. */
export function marksIn(read: { star: unknown; tags: unknown; note: unknown }): RowMarks | undefined {
  const names = Array.isArray(read.tags) ? read.tags.filter((name) => typeof name === 'string') : [];
  const tags = names.map(tagName).filter(isTagName);
  const text = typeof read.note === 'string' ? read.note.trim().slice(0, longestNote) : '';
  const marks = { star: read.star === true, tags, note: text === '' ? null : text };
  return marks.star || tags.length > 0 || marks.note !== null ? marks : undefined;
}

export const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

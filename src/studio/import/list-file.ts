import { dirname, resolve } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Issue, Split } from '../../catalog';
import { messageOf, StudioError, studioError } from '../../core/errors';
import { isTagName, longestNote, tagName, tagSeparator } from '../../core/vocabulary/marks';
import { type Note, note } from '../../core/words/notes';
import type { RowMarks } from '../lists/label-row';
import type { ClassNames } from './class-names';
import { columnsRead, csvShape, namesIn } from './list-columns';
import { type ListRow, lineOf, listedFiles } from './list-rows';
import { type ListText, readListText } from './list-text';
import { issueAt, type Listing } from './listing';
import { splitOfFlags } from './split-flags';

export interface ListOptions {
  /** Where a row does not say it. */
  readonly split: Split | null;
  readonly names: ClassNames;
  /** A name of the Encoding Standard; found out where left out. */
  readonly encoding?: string;
}

/** What was read of a list's lines. */
interface ReadRows {
  readonly rows: readonly ListRow[];
  /** Columns that are neither path, label, split nor group. */
  readonly others: readonly string[];
  readonly own: boolean;
  readonly problems: Issue[];
}

/**
 * A list with separators of any usual kind, whose header names a column of paths and maybe labels, splits and groups. Further columns are
 * passed over, in words. Throws `list-empty`, and `list-columns` where no column names the files.
 */
export function listCsv(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  if (read.text.trim() === '') throw studioError('list-empty', { file });
  return listing('csv', file, read, csvRows(file, read.text), options);
}

/** Whether a file is a CSV that this program wrote. */
export function isExport(file: string): boolean {
  try {
    return csvShape(file, readListText(file).text).own;
  } catch {
    return false;
  }
}

/** The fields of a record that are read. */
type CsvRecord = Omit<ListRow, 'place' | 'marks'> & Readonly<Partial<Record<string, string>>>;

/** Marks of an export; undefined where nothing is written on the image. Names that cannot be tags are passed over. */
function marksIn(read: { star: unknown; tags: unknown; note: unknown }): RowMarks | undefined {
  const names = Array.isArray(read.tags) ? read.tags.filter((name) => typeof name === 'string') : [];
  const tags = names.map(tagName).filter(isTagName);
  const text = typeof read.note === 'string' ? read.note.trim().slice(0, longestNote) : '';
  const marks = { star: read.star === true, tags, note: text === '' ? null : text };
  return marks.star || tags.length > 0 || marks.note !== null ? marks : undefined;
}

/** What a record calls the column of a flag: no name of another field. */
const flagField = (key: string) => `flag ${key}`;

function csvRows(file: string, text: string): ReadRows {
  const { delimiter, columns, names, own, headerLine } = csvShape(file, text);
  const problems: Issue[] = [];
  const rows: ListRow[] = [];
  let lastLine = headerLine;
  const columnOf = {
    path: names.path,
    label: names.label,
    split: names.split,
    group: names.group,
    source: own ? 'source' : undefined,
    // Marks as an export writes them.
    star: own ? 'star' : undefined,
    tags: own ? 'tags' : undefined,
    note: own ? 'note' : undefined,
    ...Object.fromEntries(names.flags.map(({ key }) => [flagField(key), key])),
  };
  const kept = Object.entries(columnOf);
  const onRecord = (record: CsvRecord, { lines }: { lines: number }) => {
    lastLine = lines;
    const { path, label, group, source, star, tags, note: written } = record;
    const marks = marksIn({ star: star === '1', tags: tags?.split(tagSeparator), note: written });
    const split = record.split ?? splitOfFlags(names.flags, (key) => record[flagField(key)]);
    rows.push({ path, label, split, group, source, ...(marks && { marks }), place: lineOf(file, lines) });
    return null;
  };
  const onSkip = (error?: CsvError) => {
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') {
      problems.push(issueAt(lineOf(file, lastLine + 1), note('quote-open', {})));
      return;
    }
    lastLine = Number(error?.lines);
    problems.push(
      issueAt(lineOf(file, lastLine), note('bad-row', { reason: withoutStop(messageOf(error)) })),
    );
  };
  try {
    parse(text, {
      bom: true,
      delimiter,
      from_line: headerLine,
      // Of two columns of one name the first counts.
      columns: () =>
        columns.map((name, at) => {
          const [key] = kept.find(([, wanted]) => wanted === name && columns.indexOf(name) === at) ?? [];
          return key ?? false;
        }),
      skip_empty_lines: true,
      // Fields may be left out at the end; one too many is a comma that was not quoted.
      relax_column_count_less: true,
      // A quote inside a name is one: as an error it would swallow the lines after it.
      relax_quotes: true,
      skip_records_with_error: true,
      on_record: onRecord as never,
      on_skip: onSkip as never,
    });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('list-csv', { file, reason: messageOf(error) }, { cause: error });
  }
  const used = columnsRead(names);
  return { rows, own, problems, others: own ? [] : columns.filter((name) => !used.has(name)) };
}

/** JSON Lines: an object with path, label, split, group a line. */
export function listJsonLines(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  return listing('jsonl', file, read, jsonRows(file, read.text), options);
}

function jsonRows(file: string, text: string): ReadRows {
  const problems: Issue[] = [];
  const rows: ListRow[] = [];
  const others = new Set<string>();
  let own = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      const value = JSON.parse(line) as Record<string, unknown>;
      if (typeof value !== 'object' || value === null) throw new BadRow(note('row-needs-path', {}));
      const keys = Object.keys(value);
      const names = namesIn(keys);
      if (typeof value[names.path ?? ''] !== 'string') throw new BadRow(note('row-needs-path', {}));
      own ||= ['source', 'state'].every((key) => keys.includes(key));
      const { star, tags, note: text } = value;
      const marks = own ? marksIn({ star, tags, note: text }) : undefined;
      const used = columnsRead(names);
      for (const key of keys) if (!used.has(key)) others.add(key);
      rows.push({
        place: lineOf(file, index + 1),
        path: value[names.path as string] as string,
        label: optional(value, names.label),
        split: optional(value, names.split) ?? splitOfFlags(names.flags, (key) => optional(value, key)),
        group: optional(value, names.group),
        source: own ? (value.source as { kind?: string } | null)?.kind : undefined,
        ...(marks && { marks }),
      });
    } catch (error) {
      const wrong =
        error instanceof BadRow ? error.note : note('bad-row', { reason: withoutStop(messageOf(error)) });
      problems.push(issueAt(lineOf(file, index + 1), wrong));
    }
  }
  return { rows, problems, own, others: own ? [] : [...others] };
}

function optional(value: Record<string, unknown>, key: string | undefined): string | undefined {
  const field = key === undefined ? undefined : (value[key] ?? undefined);
  if (field === undefined || typeof field === 'string') return field;
  if (typeof field === 'number' || typeof field === 'boolean') return String(field);
  throw new BadRow(note('row-not-text', { key: String(key) }));
}

/** A line that cannot be used, and why. */
class BadRow extends Error {
  constructor(readonly note: Note) {
    super(note.code);
  }
}

const withoutStop = (sentence: string) => sentence.replace(/\.$/, '');

function listing(
  kind: 'csv' | 'jsonl',
  file: string,
  text: ListText,
  { rows, others, own, problems }: ReadRows,
  { split, names }: ListOptions,
): Listing {
  const path = resolve(file);
  const root = dirname(path);
  const { files, notes } = listedFiles(rows, { root, split, names, own, problems });
  return { kind, path, root, split, files, problems, notes: [...notesOn(text, others), ...notes] };
}

function notesOn({ encoding, guessed }: ListText, others: readonly string[]): Note[] {
  const notes: Note[] = [];
  if (guessed) notes.push(note('encoding-guessed', { encoding, sample: JSON.stringify(guessed.sample) }));
  else if (encoding !== 'utf-8') notes.push(note('encoding', { encoding }));
  if (others.length > 0) {
    const named = (nameless: string) =>
      others.map((name) => (name === '' ? nameless : `"${name}"`)).join(', ');
    const columns = { en: named('one without a name'), ko: named('이름 없는 열') };
    notes.push(note('columns-passed-over', { columns }));
  }
  return notes;
}

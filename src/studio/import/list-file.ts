import { dirname, resolve } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import type { Issue, Split } from '../../catalog';
import { messageOf, StudioError } from '../../core/errors';
import type { ClassNames } from './class-names';
import { csvShape, expected, namesIn } from './list-columns';
import { type ListRow, listedFiles } from './list-rows';
import { type ListText, readListText } from './list-text';
import type { Listing, Note } from './listing';

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
  /** Columns that are neither path, label nor split. */
  readonly others: readonly string[];
  readonly own: boolean;
  readonly problems: Issue[];
}

/**
 * A list with separators of any usual kind, whose header names a column of paths and maybe labels and splits. Further columns are
 * passed over, in words. Throws `bad-list` where no column names the files.
 */
export function listCsv(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  if (read.text.trim() === '')
    throw new StudioError('bad-list', `${file} is empty. Its first line needs ${expected}.`);
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

function csvRows(file: string, text: string): ReadRows {
  const { delimiter, columns, names, own, headerLine } = csvShape(file, text);
  const problems: Issue[] = [];
  const rows: ListRow[] = [];
  let lastLine = headerLine;
  const columnOf = {
    path: names.path,
    label: names.label,
    split: names.split,
    source: own ? 'source' : undefined,
  };
  const kept = Object.entries(columnOf);
  const onRecord = (record: Omit<ListRow, 'line'>, { lines }: { lines: number }) => {
    lastLine = lines;
    rows.push({ ...record, line: lines });
    return null;
  };
  const onSkip = (error?: CsvError) => {
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') {
      const reason = 'From here to the end no line was read: a quote opens and never closes.';
      problems.push({ place: `line ${lastLine + 1}`, code: 'bad-row', reason });
      return;
    }
    lastLine = Number(error?.lines);
    problems.push(badRow(lastLine, error));
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
    throw new StudioError('bad-list', `${file} is not a readable CSV file: ${messageOf(error)}.`, {
      cause: error,
    });
  }
  const used = new Set<string | undefined>(Object.values(names));
  return { rows, own, problems, others: own ? [] : columns.filter((name) => !used.has(name)) };
}

/** JSON Lines: an object with path, label, split a line. */
export function listJsonLines(file: string, options: ListOptions): Listing {
  const read = readListText(file, options.encoding);
  return listing('jsonl', file, read, jsonRows(read.text), options);
}

function jsonRows(text: string): ReadRows {
  const problems: Issue[] = [];
  const rows: ListRow[] = [];
  const others = new Set<string>();
  let own = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '') continue;
    try {
      const value = JSON.parse(line) as Record<string, unknown>;
      if (typeof value !== 'object' || value === null) throw new Error('it needs a "path"');
      const keys = Object.keys(value);
      const names = namesIn(keys);
      if (typeof value[names.path ?? ''] !== 'string') throw new Error('it needs a "path"');
      own ||= ['source', 'state'].every((key) => keys.includes(key));
      for (const key of keys) if (!Object.values(names).includes(key)) others.add(key);
      rows.push({
        line: index + 1,
        path: value[names.path as string] as string,
        label: optional(value, names.label),
        split: optional(value, names.split),
        source: own ? (value.source as { kind?: string } | null)?.kind : undefined,
      });
    } catch (error) {
      problems.push(badRow(index + 1, error));
    }
  }
  return { rows, problems, own, others: own ? [] : [...others] };
}

function optional(value: Record<string, unknown>, key: string | undefined): string | undefined {
  const field = key === undefined ? undefined : (value[key] ?? undefined);
  if (field === undefined || typeof field === 'string') return field;
  if (typeof field === 'number' || typeof field === 'boolean') return String(field);
  throw new Error(`its "${key}" must be text`);
}

function badRow(line: number, error: unknown): Issue {
  const why = messageOf(error).replace(/\.$/, '');
  return { place: `line ${line}`, code: 'bad-row', reason: `This line cannot be used: ${why}.` };
}

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
  if (guessed)
    notes.push({
      code: 'encoding-guessed',
      reason: `The list does not say in which code it is; it was read as ${encoding}: ${JSON.stringify(guessed.sample)}. Where that is wrong, save it as UTF-8.`,
    });
  else if (encoding !== 'utf-8')
    notes.push({ code: 'encoding', reason: `The list was read as ${encoding}.` });
  if (others.length > 0) {
    const named = others.map((name) => (name === '' ? 'one without a name' : `"${name}"`)).join(', ');
    notes.push({ code: 'columns-passed-over', reason: `Passed over: the columns ${named}.` });
  }
  return notes;
}

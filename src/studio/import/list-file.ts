import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type CsvError, parse } from 'csv-parse/sync';
import { className, type Issue, type Split } from '../../catalog';
import { messageOf, StudioError } from '../../core/errors';
import type { ClassNames } from './class-names';
import { isText, type ListedFile, type Listing } from './listing';

/** One line of a list, with where it stands. */
interface Row {
  readonly line: number;
  readonly path?: string;
  readonly label?: string;
  readonly split?: string;
}

const columns = ['path', 'label', 'split'];
const expected = 'the column "path" and may have "label" and "split", and no others';

const splitNames: Readonly<Record<string, Split>> = {
  train: 'labelled-train',
  labelled: 'labelled-train',
  'labelled-train': 'labelled-train',
  val: 'validation',
  validation: 'validation',
  test: 'test',
  pool: 'unlabelled',
  unlabelled: 'unlabelled',
  unlabeled: 'unlabelled',
};

/** CSV with the columns path, label, split (the last two may be missing). Throws `bad-list` for other columns. */
export function listCsv(file: string, split: Split | null, names: ClassNames): Listing {
  const problems: Issue[] = [];
  const rows: Row[] = [];
  let lastLine = 1;
  const onRecord = (record: Row, { lines }: { lines: number }) => {
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
  const text = readText(file);
  if (text.trim() === '')
    throw new StudioError('bad-list', `${file} is empty. Its first line needs ${expected}.`);
  try {
    parse(text, {
      bom: true,
      columns: (header: string[]) => checkColumns(file, header),
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
  return listRows('csv', file, rows, split, names, problems);
}

function checkColumns(file: string, header: readonly string[]): string[] {
  const found = header.map((name) => name.trim().toLowerCase());
  const unknown = found.filter((name) => !columns.includes(name));
  if (found.includes('path') && unknown.length === 0) return found;
  throw new StudioError(
    'bad-list',
    `${file} has the columns ${header.map((name) => `"${name}"`).join(', ')}. A list needs ${expected}.`,
  );
}

/** JSON Lines: an object with path, label, split a line. */
export function listJsonLines(file: string, split: Split | null, names: ClassNames): Listing {
  const problems: Issue[] = [];
  const rows: Row[] = [];
  for (const [index, text] of readText(file)
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .entries()) {
    if (text.trim() === '') continue;
    const line = index + 1;
    try {
      const value = JSON.parse(text) as Record<string, unknown>;
      if (typeof value !== 'object' || value === null || typeof value.path !== 'string')
        throw new Error('it needs a "path"');
      const optional = (key: string) => {
        const field = value[key] ?? undefined;
        if (field === undefined || typeof field === 'string') return field;
        if (typeof field === 'number') return String(field);
        throw new Error(`its "${key}" must be text`);
      };
      rows.push({ line, path: value.path, label: optional('label'), split: optional('split') });
    } catch (error) {
      problems.push(badRow(line, error));
    }
  }
  return listRows('jsonl', file, rows, split, names, problems);
}

function badRow(line: number, error: unknown): Issue {
  const why = messageOf(error).replace(/\.$/, '');
  return { place: `line ${line}`, code: 'bad-row', reason: `This line cannot be used: ${why}.` };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StudioError('unreadable-path', `${file} cannot be read: ${messageOf(error)}.`, {
      cause: error,
    });
  }
}

function listRows(
  kind: 'csv' | 'jsonl',
  file: string,
  rows: readonly Row[],
  split: Split | null,
  names: ClassNames,
  problems: Issue[],
): Listing {
  const root = dirname(resolve(file));
  const files = new Map<string, ListedFile>();
  for (const row of rows) {
    const problem = (code: string, reason: string) =>
      problems.push({ place: `line ${row.line}`, code, reason });
    if (!row.path?.trim()) {
      problem('bad-row', 'This line names no path.');
      continue;
    }
    if (!isText(row.path + (row.label ?? ''))) {
      problem('bad-row', 'This line holds a character that no name has (U+0000 or half of one).');
      continue;
    }
    const rowSplit = row.split?.trim() ? splitNames[row.split.trim().toLowerCase()] : (split ?? undefined);
    if (row.split?.trim() && rowSplit === undefined) {
      problem('unknown-split', `"${row.split}" is no split; use train, validation, test or unlabelled.`);
      continue;
    }
    const label = row.label?.trim() ? className(row.label) : null;
    const path = portable(root, row.path.trim());
    if (files.has(path)) {
      problem('repeated-row', `"${path}" is listed twice; the first line counts.`);
      continue;
    }
    const named = label === null ? { label: null } : names.check(label);
    const fallback: Split = label === null ? 'unlabelled' : 'labelled-train';
    files.set(path, { path, split: rowSplit ?? fallback, ...named });
  }
  return { kind, path: resolve(file), root, split, files: [...files.values()], problems };
}

/** Relative to the root with forward slashes where the file lies below it, else absolute. */
function portable(root: string, path: string): string {
  const inside = relative(root, resolve(root, path));
  return inside.startsWith('..') || isAbsolute(inside) ? resolve(root, path) : inside.split(sep).join('/');
}

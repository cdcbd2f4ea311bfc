import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { parse } from 'csv-parse/sync';
import { className, type Issue, type Split } from '../../catalog';
import { messageOf, StudioError } from '../../core/errors';
import type { ClassNames } from './class-names';
import type { ListedFile, Listing } from './listing';

/** One line of a list, with where it stands. */
interface Row {
  readonly line: number;
  readonly path?: string;
  readonly label?: string;
  readonly split?: string;
}

const columns = ['path', 'label', 'split'];

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
  const onRecord = (record: Row, { lines }: { lines: number }) => {
    rows.push({ ...record, line: lines });
    return null;
  };
  try {
    parse(readText(file), {
      bom: true,
      columns: (header: string[]) => checkColumns(file, header),
      skip_empty_lines: true,
      relax_column_count: true,
      skip_records_with_error: true,
      on_record: onRecord as never,
      on_skip: (error) => {
        problems.push({ place: `line ${error?.lines ?? '?'}`, code: 'bad-row', reason: messageOf(error) });
        return undefined;
      },
    });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw new StudioError('bad-list', `${file} is not a readable CSV file: ${messageOf(error)}`, {
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
    `${file} has the columns ${header.map((name) => `"${name}"`).join(', ')}. A list needs "path" and may have "label" and "split", and no others.`,
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
      const optional = (key: string) =>
        value[key] === null || value[key] === undefined ? undefined : String(value[key]);
      rows.push({ line, path: value.path, label: optional('label'), split: optional('split') });
    } catch (error) {
      problems.push({
        place: `line ${line}`,
        code: 'bad-row',
        reason: `This line cannot be used: ${messageOf(error)}.`,
      });
    }
  }
  return listRows('jsonl', file, rows, split, names, problems);
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new StudioError('unreadable-path', `${file} cannot be read: ${messageOf(error)}`, { cause: error });
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
    const rowSplit = row.split?.trim() ? splitNames[row.split.trim().toLowerCase()] : (split ?? undefined);
    if (row.split?.trim() && rowSplit === undefined) {
      problem('unknown-split', `"${row.split}" is no split; use train, validation, test or unlabelled.`);
      continue;
    }
    const label = row.label?.trim() ? className(row.label) : null;
    const path = portable(root, row.path.trim());
    if (files.has(path)) {
      problem('repeated-row', `${path} is listed twice; the first line counts.`);
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

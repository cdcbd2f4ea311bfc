import { parse } from 'csv-parse/sync';
import { studioError } from '../../core/errors';
import { type SplitFlag, splitFlagsIn } from './split-flags';

/** The names that a column of a list goes by, the plainest first. */
const synonyms = {
  path: [
    'path',
    ...['filename', 'file_name', 'file', 'filepath', 'file_path', 'image', 'image_path', 'image_file'],
    ...['img', 'img_path', 'image_name', 'relative_path'],
  ],
  label: ['label', 'class', 'class_name', 'classname', 'label_name', 'category', 'labels'],
  split: ['split', 'set', 'subset', 'partition'],
  group: ['group', 'group_id', 'groups', 'group_name'],
} as const;

export type ListColumn = keyof typeof synonyms;

/** What a list calls its columns; the plain names where it has none of them. */
export type ListNames = Readonly<Partial<Record<ListColumn, string>>> & {
  /** Columns that stand for the one of splits, where there is none. */
  readonly flags: readonly SplitFlag[];
};

/** All columns of a list that are read. */
export const columnsRead = ({
  path,
  label,
  split,
  group,
  flags,
}: ListNames): ReadonlySet<string | undefined> =>
  new Set([path, label, split, group, ...flags.map(({ key }) => key)]);

/** What an export of labels writes beside path, label and split. */
const ownColumns = ['source', 'labelling_run', 'confidence', 'detail', 'state'];

export interface CsvShape {
  readonly delimiter: string;
  readonly columns: readonly string[];
  readonly names: ListNames;
  /** Whether it is an export of this program: what stands in it is exact. */
  readonly own: boolean;
  /** First line of the header. */
  readonly headerLine: number;
}

/** Which of `keys` are path, label, split and group. */
export function namesIn(keys: readonly string[]): ListNames {
  const plain = keys.map(plainly);
  const find = (column: ListColumn) => {
    const name = synonyms[column].find((synonym) => plain.includes(synonym));
    return name === undefined ? undefined : keys[plain.indexOf(name)];
  };
  const split = find('split');
  const flags = split === undefined ? splitFlagsIn(keys, plainly) : [];
  return { path: find('path'), label: find('label'), split, group: find('group'), flags };
}

/** Whether the columns beside path, label and split are those of an export of this program. */
const isOwn = (keys: readonly string[]) => ownColumns.every((name) => keys.includes(name));

const plainly = (key: string) =>
  key
    .trim()
    .toLowerCase()
    .replace(/[\s-]+/g, '_');

/** Finds out separator and columns from the header. Throws `list-columns` where no column names the files. */
export function csvShape(file: string, text: string): CsvShape {
  // What a spreadsheet writes above the header to be sure of its own separator.
  const named = /^sep=(.)\r?\n/i.exec(text)?.[1];
  const headers = (named ? [named] : [',', ';', '\t', '|']).map((delimiter) => ({
    delimiter,
    columns: headerOf(text, delimiter, named ? 2 : 1),
  }));
  const headerLine = named ? 2 : 1;
  for (const { delimiter, columns } of headers) {
    const names = namesIn(columns);
    if (names.path !== undefined) return { delimiter, columns, names, own: isOwn(columns), headerLine };
  }
  const { columns } = headers.reduce((most, each) =>
    each.columns.length > most.columns.length ? each : most,
  );
  throw studioError('list-columns', { file, columns: columns.map((name) => `"${name}"`).join(', ') });
}

function headerOf(text: string, delimiter: string, line: number): string[] {
  const head = text.slice(0, 65_536);
  try {
    const [columns] = parse(head, {
      delimiter,
      bom: true,
      from_line: line,
      to: 1,
      skip_empty_lines: true,
      relax_quotes: true,
      relax_column_count: true,
    }) as string[][];
    return (columns ?? []).map((name) => name.trim());
  } catch {
    return [];
  }
}

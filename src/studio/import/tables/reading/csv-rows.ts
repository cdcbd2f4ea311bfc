import { type CsvError, parse } from 'csv-parse/sync';
import type { Issue } from '../../../../catalog';
import { messageOf, StudioError, studioError } from '../../../../core/errors';
import { tagSeparator } from '../../../../core/vocabulary/marks';
import { type Note, note } from '../../../../core/words/notes';
import { refuseTooManyRows } from '../../../lists/row-room';
import { issueAt } from '../../listing/listing';
import { ClassColumns } from '../columns/class-columns';
import { FlagColumns } from '../columns/flag-columns';
import { labelledByName, type NamedRow } from '../columns/label-names';
import { classKeys, columnsRead, csvShape, type ListNames } from '../columns/list-columns';
import { maybeSplitKeys, SplitColumn } from '../columns/split-column';
import { isWhole } from '../columns/without-header';
import { presenceKey } from '../rows/absent-labels';
import { lineOf, missing } from '../rows/list-rows';
import { marksIn, type ReadRows, withoutStop } from './read-rows';

/** The fields of a record that are read. */
type CsvRecord = Omit<NamedRow['row'], 'place' | 'marks'> &
  Pick<NamedRow, 'named'> &
  Readonly<Partial<Record<string, string>>>;

/** How a record calls the column of a flag, or one that may be a class or a split, so that it cannot be confused with other fields. */
const flagField = (key: string) => `flag ${key}`;
const otherField = (key: string) => `other ${key}`;

/** The rows of a table. Throws `list-too-many-rows`, `list-columns` if no column names the files, `list-csv`. */
export function csvRows(file: string, text: string): ReadRows {
  refuseTooManyRows(file, text);
  const { delimiter, columns, names, own, hasHeader, firstLine, start } = csvShape(file, text);
  const above = firstLine - 1;
  const problems: Issue[] = [];
  const read: NamedRow[] = [];
  const classColumns = new ClassColumns();
  const maybeClasses = own ? [] : classKeys(columns, names);
  const flagColumns = new FlagColumns();
  const splitColumn = new SplitColumn();
  const maybeSplits = own ? [] : maybeSplitKeys(columns, names);
  let lastLine = firstLine;
  const columnOf = {
    path: names.path,
    label: names.label,
    named: own ? undefined : names.labelName,
    split: names.split,
    group: names.group,
    presence: own || names.label === undefined ? undefined : presenceKey(columns),
    source: own ? 'source' : undefined,
    // Marks in the form that an export writes.
    star: own ? 'star' : undefined,
    tags: own ? 'tags' : undefined,
    note: own ? 'note' : undefined,
    ...Object.fromEntries(names.flags.map(({ key }) => [flagField(key), key])),
    ...Object.fromEntries([...maybeClasses, ...maybeSplits].map((key) => [otherField(key), key])),
  };
  const kept = Object.entries(columnOf);
  // A table may have thousands of columns that may be classes: their names are not put together for each field.
  const otherFields = new Map([...maybeClasses, ...maybeSplits].map((key) => [key, otherField(key)]));
  const onRecord = (record: CsvRecord, { lines }: { lines: number }) => {
    lastLine = above + lines;
    // Files that were put together have their headers in the middle.
    if (hasHeader && repeatsHeader(record as never, columnOf)) return null;
    const { path, label, named, group } = own ? record : plainFields(record);
    const { presence, source, star, tags, note: written } = record;
    const marks = marksIn({ star: star === '1', tags: tags?.split(tagSeparator), note: written });
    const split = own ? record.split : plain(record.split);
    const place = lineOf(file, lastLine);
    const row = { path, label, split, group, presence, source, ...(marks && { marks }), place };
    read.push({ row, named });
    flagColumns.add(names.flags, (key) => record[flagField(key)]);
    const other = (key: string) =>
      record[otherFields.get(key) as string] ??
      (key === columnOf.presence ? record.presence : undefined) ??
      record[flagField(key)] ??
      (key === names.labelName ? record.named : undefined);
    if (maybeClasses.length > 0) classColumns.add(maybeClasses, other);
    splitColumn.add(maybeSplits, other);
    return null;
  };
  const onSkip = (error?: CsvError) => {
    if (error?.code === 'CSV_QUOTE_NOT_CLOSED') {
      problems.push(issueAt(lineOf(file, lastLine + 1), note('quote-open', {})));
      return;
    }
    lastLine = above + Number(error?.lines);
    problems.push(
      issueAt(lineOf(file, lastLine), note('bad-row', { reason: withoutStop(messageOf(error)) })),
    );
  };
  // If two columns have the same name, the first is used.
  const fields = columns.map((name, at) => {
    const [key] = kept.find(([, wanted]) => wanted === name && columns.indexOf(name) === at) ?? [];
    return key ?? false;
  });
  try {
    parse(text.slice(start), {
      bom: true,
      delimiter,
      // With a function, the first line is taken as the header.
      columns: hasHeader ? () => fields : fields,
      skip_empty_lines: true,
      // Fields may be left out at the end; one too many means a comma that was not quoted.
      relax_column_count_less: true,
      // A quote within a name is part of it: treated as an error, it would swallow the lines after it.
      relax_quotes: true,
      skip_records_with_error: true,
      on_record: onRecord as never,
      on_skip: onSkip as never,
    });
  } catch (error) {
    if (error instanceof StudioError) throw error;
    throw studioError('list-csv', { file, reason: messageOf(error) }, { cause: error });
  }
  const flagged = flagColumns.read(read, names, classColumns);
  const split = splitColumn.read(flagged.rows, flagged.names);
  const labelled = labelledByName(own ? split.rows : withWholeNumbers(split.rows), split.names);
  const used = columnsRead(labelled.names);
  const others = own ? [] : columns.filter((name) => !used.has(name));
  const notes = [
    ...(hasHeader ? [] : [note('list-no-header', placesOf(names))]),
    ...labelled.notes,
    ...repeatedColumns(columns, used),
  ];
  return { ...labelled, notes, own, problems, classColumns, others };
}

/** Whether every field that is read has the name of its column. */
const repeatsHeader = (
  record: Readonly<Record<string, string | undefined>>,
  columnOf: Readonly<Record<string, string | undefined>>,
) =>
  Object.entries(record).every(
    ([field, value]) => value?.trim().replace(/^#+\s*/, '') === columnOf[field]?.trim(),
  );

/**
 * If a table writes all its labels as `1.000000`, they are whole numbers: MXNet writes them so, and pandas wherever a row has none. A second
 * list of the same data, whose rows all have a label, has them as `1`.
 */
function withWholeNumbers(rows: readonly NamedRow[]): readonly NamedRow[] {
  const isNumbered = rows.every(
    ({ row: { label = '' } }) => !label.trim() || isWhole(label) || missing.has(label.trim()),
  );
  if (!isNumbered) return rows;
  return rows.map((each) => ({
    ...each,
    row: { ...each.row, label: each.row.label?.trim().replace(/(?:\.0+|,0)$/, '') },
  }));
}

/** A field without the formula by which spreadsheets keep text unchanged (`="007"`), and without quotes that follow a space (`a, "b"`). */
const plain = (field: string | undefined) => field?.replace(/^(?:\s*=|\s+)"(.*)"\s*$/s, '$1');

const plainFields = ({ path, label, named, group }: CsvRecord) => ({
  ...{ path: plain(path), label: plain(label), named: plain(named), group: plain(group) },
});

/** Describes which columns of a table without a header were taken for what. */
function placesOf({ path, label, split }: ListNames) {
  const given = { files: path, labels: label, splits: split };
  const korean = { files: '파일', labels: '라벨', splits: '분할' };
  const inWords = (word: (what: keyof typeof given) => string) =>
    (['files', 'labels', 'splits'] as const)
      .filter((what) => given[what] !== undefined)
      .map((what) => `${given[what]} (${word(what)})`)
      .join(', ');
  return { columns: { en: inWords((what) => what), ko: inWords((what) => korean[what]) } };
}

/** Tables that were joined may have two columns with the same name and different values. */
function repeatedColumns(columns: readonly string[], used: ReadonlySet<string | undefined>): Note[] {
  const again = columns.filter((name, at) => used.has(name) && columns.indexOf(name) < at);
  if (again.length === 0) return [];
  const names = [...new Set(again)].map((name) => `"${name}"`).join(', ');
  return [note('columns-repeated', { columns: names })];
}

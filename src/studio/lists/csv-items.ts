import { type Options, parse } from 'csv-parse/sync';
import { studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { refuseTooLarge, refuseTooManyRows } from './row-room';
import { textChunks } from './text-chunks';

/** Reads the rows of a CSV as objects. Throws `unreadable-list`, `list-too-large`, `list-too-many-rows`. */
export function csvItems(path: string, take: (item: unknown, at: string) => void): void {
  eachRecord(path, { columns: true, relax_column_count_less: true }, take);
}

/** Reads the lines of a CSV without a header, which may differ in length. Throws the same. */
export function csvLines(path: string, take: (fields: readonly string[], at: string) => void): void {
  eachRecord(path, { relax_quotes: true, relax_column_count: true }, (fields, at) =>
    take(fields as string[], at),
  );
}

function eachRecord(path: string, options: Options, take: (record: unknown, at: string) => void): void {
  refuseTooLarge(path);
  const text = [...textChunks(path)].join('');
  refuseTooManyRows(path, text);
  const delimiter = /^[^\n]*\t/.test(text) ? '\t' : ',';
  try {
    parse(text, {
      ...{ bom: true, delimiter, skip_empty_lines: true },
      ...options,
      on_record: (record: unknown, { lines }: { lines: number }) => {
        take(record, `line ${lines}`);
        return null;
      },
    } as never);
  } catch (error) {
    throw studioError('unreadable-list', { path, reason: reasonFor(error) }, { cause: error });
  }
}

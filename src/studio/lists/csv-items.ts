import { parse } from 'csv-parse/sync';
import { studioError } from '../../core/errors';
import { reasonFor } from '../../core/errors/reason';
import { textChunks } from './text-chunks';

/** Reads the rows of a CSV as objects. Throws `unreadable-list`. */
export function csvItems(path: string, take: (item: unknown, at: string) => void): void {
  const text = [...textChunks(path)].join('');
  const delimiter = /^[^\n]*\t/.test(text) ? '\t' : ',';
  try {
    parse(text, {
      ...{ bom: true, delimiter, columns: true, skip_empty_lines: true, relax_column_count_less: true },
      on_record: (item: unknown, { lines }: { lines: number }) => {
        take(item, `line ${lines}`);
        return null;
      },
    } as never);
  } catch (error) {
    throw studioError('unreadable-list', { path, reason: reasonFor(error) }, { cause: error });
  }
}

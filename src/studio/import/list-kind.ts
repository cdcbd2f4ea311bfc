import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { csvShape } from './list-columns';
import { readListText } from './list-text';

const endings: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** A text that is a list has no more bytes: others are not read to the end only to be told so. */
const mostBytes = 256 * 2 ** 20;

/**
 * How a list is written, by its ending, or by its header where it is a text (a spreadsheet's "Unicode text" is); undefined for a folder
 * and for files of other endings.
 */
export function listKind(path: string): 'csv' | 'jsonl' | undefined {
  const stat = statSync(path);
  const ending = extname(path).toLowerCase();
  if (stat.isDirectory()) return undefined;
  const isText = ending === '.txt' && stat.isFile() && stat.size <= mostBytes;
  return endings[ending] ?? (isText && isTable(path) ? 'csv' : undefined);
}

/** One column alone would be any text whose first line is called so. */
function isTable(file: string): boolean {
  try {
    const { columns } = csvShape(file, readListText(file).text);
    return columns.length > 1;
  } catch {
    return false;
  }
}

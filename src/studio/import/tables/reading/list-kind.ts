import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { codeOf } from '../../../../core/errors';
import { refuseTooManyRows } from '../../../lists/row-room';
import { readListHead, readListText } from '../../listing/list-text';
import { csvShape } from '../columns/list-columns';
import { isJsonList } from './json-rows';

const endings: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.lst': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** No text that is a list has more bytes: larger files are not read completely only to find that out. */
const mostBytes = 256 * 2 ** 20;

/**
 * How a list is written: by its extension; for a text by its header (a spreadsheet's "Unicode text" has one); and as JSON Lines for a
 * single JSON with the same objects. Undefined for a folder and for other files.
 */
export function listKind(path: string): 'csv' | 'jsonl' | undefined {
  const stat = statSync(path);
  const ending = extname(path).toLowerCase();
  if (stat.isDirectory()) return undefined;
  if (endings[ending] || !stat.isFile() || stat.size > mostBytes) return endings[ending];
  if (ending === '.json') return isObjects(path) ? 'jsonl' : undefined;
  return ending === '.txt' && isTable(path) ? 'csv' : undefined;
}

/** Requires several columns, since any text may have a first line that equals the name of one. */
function isTable(file: string): boolean {
  try {
    const { columns } = csvShape(file, readListHead(file));
    return columns.length > 1;
  } catch {
    return false;
  }
}

/** A JSON that there is no memory for counts as such a list, whose reading says so. */
function isObjects(file: string): boolean {
  try {
    const { text } = readListText(file);
    refuseTooManyRows(file, text);
    return isJsonList(text);
  } catch (error) {
    return codeOf(error) === 'list-too-many-rows';
  }
}

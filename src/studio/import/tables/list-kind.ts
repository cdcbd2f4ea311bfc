import { statSync } from 'node:fs';
import { extname } from 'node:path';
import { isJsonList } from './json-rows';
import { csvShape } from './list-columns';
import { readListText } from './list-text';

const endings: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.lst': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** A text that is a list has no more bytes: others are not read to the end only to be told so. */
const mostBytes = 256 * 2 ** 20;

/**
 * How a list is written: by its ending, by its header where it is a text (a spreadsheet's "Unicode text" is), and as JSON Lines where it
 * is one JSON with the same objects; undefined for a folder and for other files.
 */
export function listKind(path: string): 'csv' | 'jsonl' | undefined {
  const stat = statSync(path);
  const ending = extname(path).toLowerCase();
  if (stat.isDirectory()) return undefined;
  if (endings[ending] || !stat.isFile() || stat.size > mostBytes) return endings[ending];
  if (ending === '.json') return isObjects(path) ? 'jsonl' : undefined;
  return ending === '.txt' && isTable(path) ? 'csv' : undefined;
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

function isObjects(file: string): boolean {
  try {
    return isJsonList(readListText(file).text);
  } catch {
    return false;
  }
}

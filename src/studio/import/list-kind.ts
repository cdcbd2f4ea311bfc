import { statSync } from 'node:fs';
import { extname } from 'node:path';

const endings: Readonly<Record<string, 'csv' | 'jsonl'>> = {
  '.csv': 'csv',
  '.tsv': 'csv',
  '.tab': 'csv',
  '.jsonl': 'jsonl',
  '.ndjson': 'jsonl',
};

/** How a list is written, by its ending; undefined for a folder and for files of other endings. */
export function listKind(path: string): 'csv' | 'jsonl' | undefined {
  return statSync(path).isDirectory() ? undefined : endings[extname(path).toLowerCase()];
}

import { extname, join } from 'node:path';
import { type Note, note } from '../../../core/words/notes';
import { ListPlace } from '../../lists/list-place';
import { formatAt } from '../../lists/table';
import type { ListedFile } from '../listing/listing';
import { csvShape } from './list-columns';
import { listKind } from './list-kind';
import { readListText } from './list-text';

const endings = /^\.(csv|tsv|tab|jsonl|ndjson|json|xml|txt)$/;
/** So many files are looked into: a tree of boxes has one for each image. */
const mostLookedAt = 50;
const mostNamed = 5;

/** Whether a file that is no picture is written as lists are. */
export const mayBeList = (name: string): boolean => endings.test(extname(name).toLowerCase());

/**
 * Lists that lie beside images whose folders say no classes (Hugging Face's `metadata.csv`, Kaggle's `train.csv`): they have the labels
 * as a rule, and a folder is read without them.
 */
export function listsBeside(root: string, names: readonly string[], files: readonly ListedFile[]): Note[] {
  if (new Set(files.map(({ label }) => label)).size > 1) return [];
  const lists = names.slice(0, mostLookedAt).filter((name) => isList(join(root, name)));
  if (lists.length === 0) return [];
  const named = lists.slice(0, mostNamed).map((name) => `"${name}"`);
  return [note('lists-beside', { files: [...named, ...(lists.length > mostNamed ? ['…'] : [])].join(', ') })];
}

function isList(file: string): boolean {
  try {
    const kind = listKind(file);
    if (kind === 'csv') return csvShape(file, readListText(file).text).columns.length > 1;
    return kind !== undefined || formatAt(new ListPlace(file)) !== undefined;
  } catch {
    return false;
  }
}

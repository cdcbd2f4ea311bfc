import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Issue } from '../../../catalog';
import type { Note } from '../../../core/words/notes';
import type { ClassNames } from '../listing/class-names';
import type { ListedFile } from '../listing/listing';
import { isExport, listCsv } from '../tables/reading/list-file';

/**
 * What the `labels.csv` of an export says about the files beside it, by path: a class's name may contain characters that a folder's may
 * not. Null if there is none, or if it was written by another program.
 */
export function exportedLabels(
  root: string,
  names: ClassNames,
): { files: ReadonlyMap<string, ListedFile>; notes: readonly Note[]; problems: readonly Issue[] } | null {
  const file = join(root, 'labels.csv');
  if (!existsSync(file) || !isExport(file)) return null;
  const { files, notes, problems } = listCsv(file, { split: null, names });
  return { files: new Map(files.map((each) => [each.path, each])), notes, problems };
}

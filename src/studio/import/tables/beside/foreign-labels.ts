import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ListPlace } from '../../../lists/list-place';
import { formatAt } from '../../../lists/table';
import { isExport } from '../reading/list-file';
import { listKind } from '../reading/list-kind';

/**
 * The `labels.csv` and `labels.json` of a folder if they list images: our own table is read together with the folder, and names of classes
 * are.
 */
export function foreignLabels(root: string): string[] {
  const isForeign = { 'labels.csv': (file: string) => !isExport(file), 'labels.json': listsImages };
  return Object.entries(isForeign).flatMap(([name, is]) => {
    const file = join(root, name);
    return existsSync(file) && is(file) ? [name] : [];
  });
}

/** Whether a `labels.json` has the labels of images (`{"a.jpg": "cat"}`), not the names of classes. */
export const listsImages = (file: string): boolean =>
  formatAt(new ListPlace(file)) !== undefined || listKind(file) !== undefined;

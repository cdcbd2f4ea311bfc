import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { isExport } from '../reading/list-file';

/** The `labels.csv` of a folder if another program wrote it: our own is read together with the folder. */
export function foreignLabels(root: string): string[] {
  const name = 'labels.csv';
  return existsSync(join(root, name)) && !isExport(join(root, name)) ? [name] : [];
}

import type { Failure } from '../../../contract';
import { createStore } from '../kept/store';

/** The folder of the project whose backups are shown in place of everything else; null if none are shown. */
export const rescuedFolder = createStore<string | null>(null);

/** The codes of errors that are solved by restoring a backup of the catalog. */
const mendable = ['catalog-damaged', 'catalog-missing'];

/**
 * Shows the backups of the project whose catalog an error is about. Returns whether the error is about a
 * catalog.
 */
export function showDamage({ code, values }: Failure): boolean {
  const file = values?.file;
  if (!mendable.includes(code) || typeof file !== 'string') return false;
  rescuedFolder.set(file.replace(/[\\/][^\\/]*$/, ''));
  return true;
}

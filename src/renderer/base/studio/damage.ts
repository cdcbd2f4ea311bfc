import type { Failure } from '../../../contract';
import { createStore } from '../store';

/** The project whose backups are shown in place of everything else; null while none are. */
export const rescuedFolder = createStore<string | null>(null);

/** What another catalog in its place mends. */
const mendable = ['catalog-damaged', 'catalog-missing'];

/** Shows the backups of the project whose catalog an error is about. Whether it is about one. */
export function showDamage({ code, values }: Failure): boolean {
  const file = values?.file;
  if (!mendable.includes(code) || typeof file !== 'string') return false;
  rescuedFolder.set(file.replace(/[\\/][^\\/]*$/, ''));
  return true;
}

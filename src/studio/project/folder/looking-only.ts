import { copyFileSync, existsSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Catalog, openCatalog } from '../../../catalog';
import { StudioError, studioError } from '../../../core/errors';
import { temporaryFolder } from '../../../files/durable/temporary-folder';

/**
 * Opens a catalog that cannot be written, through a copy in the system's temporary folder: SQLite needs to write beside a catalog even to
 * read it, and a catalog of an older version is updated in the copy. Changes are refused with `refusal`. Throws what `openCatalog` throws,
 * about the original catalog.
 */
export function openCopy(file: string, refusal: StudioError): { catalog: Catalog; letGo: () => void } {
  const { folder, letGo } = temporaryFolder();
  const copy = join(folder, 'catalog.db');
  try {
    copyQuietly(file, copy);
    openCatalog(copy, { make: false }).close();
    return { catalog: openCatalog(copy, { readonly: true, refusal }), letGo };
  } catch (error) {
    letGo();
    if (error instanceof StudioError && error.values.file === copy)
      throw new StudioError(error.code, { ...error.values, file }, { cause: error });
    throw error;
  }
}

const tries = 5;

/** Another machine may write a file that is read-only here: a copy is only accepted if the file did not change while it was made. */
function copyQuietly(file: string, copy: string): void {
  for (let i = 0; i < tries; i++) {
    const before = stateOf(file);
    for (const part of ['-wal', '']) {
      rmSync(copy + part, { force: true });
      if (existsSync(file + part)) copyFileSync(file + part, copy + part);
    }
    if (stateOf(file) === before) return;
  }
  throw studioError('catalog-busy', { file });
}

function stateOf(file: string): string {
  return ['', '-wal']
    .map((part) => (existsSync(file + part) ? statSync(file + part) : null))
    .map((stat) => `${stat?.size} ${stat?.mtimeMs}`)
    .join();
}

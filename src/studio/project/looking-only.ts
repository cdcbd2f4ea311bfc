import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Catalog, openCatalog } from '../../catalog';
import { StudioError, studioError } from '../../core/errors';

/**
 * Opens a catalog that cannot be written, through a copy in the system's folder for what is temporary: SQLite needs to write beside a
 * catalog even to read it, and one of an older version is brought up to date in the copy. What would change it is refused
 * (`opened-read-only`). Throws what `openCatalog` throws, about the catalog itself.
 */
export function openCopy(file: string, project: string): { catalog: Catalog; letGo: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'noisy-studio-'));
  const copy = join(folder, 'catalog.db');
  const letGo = () => rmSync(folder, { recursive: true, force: true });
  try {
    copyQuietly(file, copy);
    openCatalog(copy, { make: false }).close();
    return { catalog: openCatalog(copy, { readonly: true, lookingAt: project }), letGo };
  } catch (error) {
    letGo();
    if (error instanceof StudioError && error.values.file === copy)
      throw new StudioError(error.code, { ...error.values, file }, { cause: error });
    throw error;
  }
}

const tries = 5;

/** Another machine may write what is read-only here: a copy counts where nothing changed while it was made. */
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

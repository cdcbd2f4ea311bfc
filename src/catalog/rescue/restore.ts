import { copyFileSync, existsSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StudioError, studioError } from '../../core/errors';
import type { Value } from '../../core/words/template';
import { besideOf, giveName, refusedWrite, removeLeftBeside } from '../../files/durable/durable';
import { Connection } from '../database/connection';
import { parseBackupName, stampOf } from './backup-names';
import { moveDatabase, removeDatabase } from './backups';
import { pageDamage } from './integrity';

/** What a restore did. */
export interface Restored {
  /** The catalog that was there before, under its new dated name; null if there was none. */
  readonly kept: string | null;
}

/**
 * Replaces a catalog, which nobody may have open, by a copy of a backup. The catalog that was there is kept beside it with its log, as
 * `catalog-before-20261126-203638.db`. If the process dies in between, the catalog is missing or damaged and the backup is still in its
 * place. Throws `no-backup`, `backup-damaged`.
 */
export function restoreBackup(catalog: string, folder: string, name: string): Restored {
  const backup = join(folder, name);
  if (parseBackupName(name) === null || !existsSync(backup))
    throw studioError('no-backup', { folder: dirname(catalog), name });
  removeLeftBeside(catalog);
  const beside = besideOf(catalog);
  try {
    copyFileSync(backup, beside);
    refuseDamaged(beside, backup);
    const kept = keepAside(catalog);
    giveName(beside, catalog, true);
    return { kept };
  } catch (error) {
    throw refusedWrite(error, catalog);
  } finally {
    removeDatabase(beside);
  }
}

/** Checks the pages of the copy and syncs it to the disk. */
function refuseDamaged(copy: string, backup: string): void {
  const what = damageOf(copy);
  if (what !== null) throw studioError('backup-damaged', { file: backup, what });
}

function damageOf(file: string): Value | null {
  try {
    const connection = new Connection(file);
    try {
      const what = pageDamage(connection);
      // This turns the copy into a single file again and syncs it.
      connection.pragma('journal_mode = DELETE');
      return what;
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof StudioError && error.code === 'catalog-damaged') return error.values.what;
    throw error;
  }
}

function keepAside(catalog: string): string | null {
  if (!existsSync(catalog) && !existsSync(`${catalog}-wal`)) return null;
  const stem = `${basename(catalog, '.db')}-before-${stampOf(Date.now())}`;
  for (let i = 1; ; i++) {
    const aside = join(dirname(catalog), `${stem}${i === 1 ? '' : `-${i}`}.db`);
    if (existsSync(aside)) continue;
    moveDatabase(catalog, aside);
    // A shared-memory index is valid only for the path it was made for; SQLite makes it again from the log.
    rmSync(`${aside}-shm`, { force: true });
    return aside;
  }
}

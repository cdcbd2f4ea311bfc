import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Backup, inWorker, listBackups, openCatalog, restoreBackup, takeLock } from '../../catalog';
import { type Failure, failureOf, StudioError, studioError } from '../../core/errors';
import { openProject, placesOf } from './project';

/** What is known of a project whose catalog may be damaged. */
export interface RescueView {
  readonly folder: string;
  /** The last part of the folder: a damaged catalog does not say the project's name. */
  readonly name: string;
  /** What is wrong, or null where the project can be opened. */
  readonly problem: Failure | null;
  /** Newest first. */
  readonly backups: readonly Backup[];
}

/** What a restore did. */
export interface RestoreResult {
  /** The catalog that stood there before, under its dated name; null where there was none. */
  readonly kept: string | null;
  /** Runs that the backup knows nothing of, moved beside the others; null where there were none. */
  readonly laterRuns: string | null;
}

/** Errors that go away when another catalog takes the place of the damaged one. */
const mendable = new Set(['catalog-damaged', 'catalog-missing', 'catalog-foreign', 'catalog-newer']);

/** What is wrong with a project, and the backups to choose from. `isOpen` says that this process has it open. Throws `no-project`. */
export function rescueView(folder: string, isOpen = false): RescueView {
  const path = resolve(folder);
  const backups = listBackups(placesOf(path).backups);
  return { folder: path, name: basename(path), problem: isOpen ? null : problemOf(path), backups };
}

function problemOf(path: string): Failure | null {
  try {
    openProject(path).close();
    return null;
  } catch (error) {
    if (error instanceof StudioError && mendable.has(error.code)) return failureOf(error);
    throw error;
  }
}

/**
 * Reads what can be read from a project's damaged catalog, and keeps it among the backups. Throws `nothing-to-salvage`,
 * `project-in-use`.
 */
export async function salvageProject(folder: string): Promise<Backup> {
  const { catalog, backups, lock } = placesOf(resolve(folder));
  const unlock = takeLock(lock);
  try {
    const backup = await inWorker({ kind: 'salvage', catalog, folder: backups });
    if (backup === null) throw studioError('nothing-to-salvage', { file: catalog });
    return backup;
  } finally {
    unlock();
  }
}

/**
 * Puts a backup in the place of a project's catalog, which nobody may have open. Nothing is deleted: the catalog that was there is kept
 * beside it, and so are runs that were made since the backup, whose numbers it will give again. Throws `no-backup`, `backup-damaged`,
 * `project-in-use`.
 */
export function restoreProject(folder: string, name: string): RestoreResult {
  const path = resolve(folder);
  const places = placesOf(path);
  const unlock = takeLock(places.lock);
  try {
    const { kept } = restoreBackup(places.catalog, places.backups, name);
    return { kept, laterRuns: setLaterRunsAside(path) };
  } finally {
    unlock();
  }
}

/** A restored catalog gives the numbers of later runs again, whose files a new run would take for its own. */
function setLaterRunsAside(path: string): string | null {
  const { catalog: file, runs } = placesOf(path);
  if (!existsSync(runs)) return null;
  const catalog = openCatalog(file, { make: false });
  const known = new Set(catalog.runs.list().map(({ id }) => String(id)));
  catalog.close();
  const later = readdirSync(runs).filter((name) => /^\d+$/.test(name) && !known.has(name));
  if (later.length === 0) return null;
  const aside = freeFolder(join(path, `runs-after-${new Date().toISOString().slice(0, 10)}`));
  mkdirSync(aside, { recursive: true });
  for (const name of later) renameSync(join(runs, name), join(aside, name));
  return aside;
}

function freeFolder(wanted: string): string {
  for (let i = 1; ; i++) {
    const folder = i === 1 ? wanted : `${wanted}-${i}`;
    if (!existsSync(folder)) return folder;
  }
}

import { basename, resolve } from 'node:path';
import { type Backup, inWorker, listBackups, openCatalog, restoreBackup, takeLock } from '../../../catalog';
import { type Failure, failureOf, StudioError, studioError } from '../../../core/errors';
import { setLaterRunsAside } from './later-runs';
import { placesOf, tryProject } from './project';

/** What is known about a project whose catalog may be damaged. */
export interface RescueView {
  readonly folder: string;
  /** The last part of the folder's path, because a damaged catalog cannot give the project's name. */
  readonly name: string;
  /** What is wrong, or null if the project can be opened. */
  readonly problem: Failure | null;
  /** Newest first. */
  readonly backups: readonly Backup[];
}

/** What a restore did. */
export interface RestoreResult {
  /** The path of the catalog that was there before, under a dated name; null if there was none. */
  readonly kept: string | null;
  /** The folder in the project's to which runs were moved that are unknown to the backup; null if there were none. */
  readonly laterRuns: string | null;
}

/** Errors that are solved by replacing the catalog with another one. */
const mendable = new Set(['catalog-damaged', 'catalog-missing', 'catalog-foreign', 'catalog-newer']);

/** What is wrong with a project, and the backups to choose from. `isOpen` means that this process has it open. Throws `no-project`. */
export function rescueView(folder: string, isOpen = false): RescueView {
  const path = resolve(folder);
  const backups = listBackups(placesOf(path).backups);
  return { folder: path, name: basename(path), problem: isOpen ? null : problemOf(path), backups };
}

function problemOf(path: string): Failure | null {
  try {
    tryProject(path);
    return null;
  } catch (error) {
    if (error instanceof StudioError && mendable.has(error.code)) return failureOf(error);
    throw error;
  }
}

/** Reads what is readable in a project's damaged catalog, and keeps it among the backups. Throws `nothing-to-salvage`, `project-in-use`. */
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
 * Replaces a project's catalog with a backup; nobody may have the project open. Nothing is deleted: the catalog that was there is kept
 * beside it, and so are runs that were made since the backup, whose ids it will use again. Throws `no-backup`, `backup-damaged`,
 * `project-in-use`, and `runs-in-the-way` when the backup is in place.
 */
export function restoreProject(folder: string, name: string): RestoreResult {
  const path = resolve(folder);
  const places = placesOf(path);
  const unlock = takeLock(places.lock);
  try {
    const { kept } = restoreBackup(places.catalog, places.backups, name);
    return { kept, laterRuns: laterRunsOf(places) };
  } finally {
    unlock();
  }
}

function laterRunsOf({ folder, catalog: file, runs }: ReturnType<typeof placesOf>): string | null {
  const catalog = openCatalog(file, { make: false });
  try {
    return setLaterRunsAside(folder, runs, catalog);
  } finally {
    catalog.close();
  }
}

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeUnfinished } from '../../../files/durable';
import { removeLeftLocks } from '../../../files/write-lock';

/** The folders of a project in which files and folders are begun under the names of unfinished ones. */
interface Places {
  readonly folder: string;
  readonly cache: string;
  readonly backups: string;
  readonly runs: string;
}

/**
 * Removes what killed processes left unfinished anywhere in a project. The next work of the same kind would remove it as well, but that may
 * never be done again, and the labels of a large pool or the pixels of a folder are gigabytes. What cannot be removed stays.
 */
export function removeLeftOver({ folder, cache, backups, runs }: Places): void {
  const trainings = foldersIn(runs).flatMap((run) => [run, ...foldersIn(run)]);
  for (const each of [folder, cache, backups, ...trainings]) ifPossible(each, removeUnfinished);
  ifPossible(cache, removeLeftLocks);
}

/** Another person's process may have left something, or the disk may fail; neither must keep the project from being opened. */
function ifPossible(folder: string, remove: (folder: string) => void): void {
  try {
    if (existsSync(folder)) remove(folder);
  } catch {
    // It stays.
  }
}

function foldersIn(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  } catch {
    return [];
  }
}

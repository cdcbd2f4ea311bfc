import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { removeUnfinished } from '../../../files/durable/durable';
import { removeLeftLocks } from '../../../files/locks/write-lock';

/** The folders of a project in which files and folders are begun under the names of unfinished ones. */
interface Places {
  readonly folder: string;
  readonly catalog: string;
  readonly lock: string;
  readonly labelCheck: string;
  readonly cache: string;
  readonly backups: string;
  readonly runs: string;
}

/**
 * Removes what killed processes left unfinished anywhere in a project. The next work of the same kind would remove it as well, but that may
 * never be done again, and the labels of a large pool or the pixels of a folder are gigabytes. What cannot be removed stays.
 */
export function removeLeftOver({ folder, catalog, lock, labelCheck, cache, backups, runs }: Places): void {
  // A person may keep files of their own beside the catalog.
  const own = [catalog, labelCheck].map((file) => basename(file));
  ifPossible(folder, () => removeUnfinished(folder, { of: own }));
  // Another machine, whose processes cannot be looked up here, may be about to ask for the lock.
  ifPossible(folder, () => removeUnfinished(folder, { of: [basename(lock)], restedMs: minuteMs }));
  const trainings = foldersIn(runs).flatMap((run) => [run, ...foldersIn(run)]);
  for (const each of [cache, backups, ...trainings]) ifPossible(each, (folder) => removeUnfinished(folder));
  ifPossible(cache, removeLeftLocks);
  ifPossible(cache, removeEarlierPixels);
}

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

/** Removes the pixels that a killed prediction of an earlier version left; its folders were named at random. */
function removeEarlierPixels(cache: string): void {
  for (const folder of foldersIn(cache))
    if (/^predict-\w{6}$/.test(basename(folder)) && Date.now() - statSync(folder).mtimeMs > dayMs)
      rmSync(folder, { recursive: true, force: true });
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

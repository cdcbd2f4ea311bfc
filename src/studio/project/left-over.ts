import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { removeUnfinished } from '../../files/durable';

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
  for (const each of [folder, cache, backups, ...trainings]) {
    try {
      if (existsSync(each)) removeUnfinished(each);
    } catch {
      // Another person's process left it, or the disk fails; neither must keep the project from being opened.
    }
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

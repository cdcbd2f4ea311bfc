import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog } from '../../../catalog';

/**
 * Moves the folders of runs that the catalog does not know beside the others, as `runs-after-2026-11-26`, and returns where; null if there
 * are none. A catalog that was restored uses their numbers again, and a new run would take their files for its own. It is done at every
 * opening too, because a restore may have been killed before it came to this, and a person may have put an old catalog in place by hand.
 */
export function setLaterRunsAside(folder: string, runs: string, catalog: Catalog): string | null {
  if (!existsSync(runs)) return null;
  const folders = readdirSync(runs).filter((name) => /^\d+$/.test(name));
  if (folders.length === 0) return null;
  const last = catalog.runs.lastId();
  const later = folders.filter((name) => Number(name) > last);
  if (later.length === 0) return null;
  const aside = freeFolder(join(folder, `runs-after-${new Date().toISOString().slice(0, 10)}`));
  mkdirSync(aside);
  for (const name of later) renameSync(join(runs, name), join(aside, name));
  return aside;
}

function freeFolder(wanted: string): string {
  for (let i = 1; ; i++) {
    const folder = i === 1 ? wanted : `${wanted}-${i}`;
    if (!existsSync(folder)) return folder;
  }
}

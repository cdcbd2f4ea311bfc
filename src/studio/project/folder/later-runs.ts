import { existsSync, mkdirSync, readdirSync, renameSync, rmdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, Run } from '../../../catalog';
import { studioError } from '../../../core/errors';
import { reasonFor } from '../../../core/errors/reason';

/** How the folders begin to which runs are moved that the catalog does not know; the date follows. */
const asidePrefix = 'runs-after-';

/**
 * Moves the folders of runs that the catalog does not know out of `runs` into `runs-after-2026-11-26` in the project's folder, and returns
 * where; null if there are none. A catalog that was restored uses their numbers again, and a new run would take their files for its own. It
 * is done at every opening too, because a restore may have been killed before it came to this, and a person may have put an old catalog in
 * place by hand. Throws `runs-in-the-way`.
 */
export function setLaterRunsAside(folder: string, runs: string, catalog: Catalog): string | null {
  const folders = numbersIn(runs);
  if (folders.length === 0) return null;
  const last = catalog.runs.lastId();
  const later = folders.filter((name) => Number(name) > last);
  if (later.length === 0) return null;
  const aside = freeFolder(join(folder, asidePrefix + new Date().toISOString().slice(0, 10)));
  try {
    mkdirSync(aside);
    for (const name of later) renameSync(join(runs, name), join(aside, name));
  } catch (error) {
    removeIfEmpty(aside);
    throw studioError('runs-in-the-way', { runs, last, reason: reasonFor(error) }, { cause: error });
  }
  return aside;
}

/**
 * Moves runs back that were set aside and that the catalog knows again, as when a person had put an old catalog in place to look at it.
 * Another run may have had the number meanwhile, so the files must be from the time of the run that the catalog knows; runs of which that
 * is not certain stay where they are, and so does what cannot be moved.
 */
export function bringRunsBack(folder: string, runs: string, catalog: Catalog): void {
  try {
    const asides = readdirSync(folder).filter((name) => name.startsWith(asidePrefix));
    if (asides.length === 0) return;
    const places = asides.map((name) => join(folder, name));
    const missing = catalog.runs.list().filter(({ id }) => !existsSync(join(runs, String(id))));
    for (const run of missing) {
      const found = places.map((place) => join(place, String(run.id))).filter((each) => isOf(each, run));
      if (found.length === 1) renameSync(found[0], join(runs, String(run.id)));
    }
    for (const place of places) removeIfEmpty(place);
  } catch {
    // What needs the files of a run says that they are missing.
  }
}

/** Some file systems know the time of a file only to two seconds, others lag behind the clock, and some are finer than its milliseconds. */
const coarseMs = 2000;

/** Whether the first file of a run's folder was written while the run was trained. */
function isOf(folder: string, { createdAt, finishedAt }: Run): boolean {
  const files = namesIn(folder).map((name) => statSync(join(folder, name)));
  const first = Math.min(...files.filter((file) => file.isFile()).map(({ mtimeMs }) => mtimeMs));
  return first >= createdAt - coarseMs && first <= (finishedAt ?? 0) + coarseMs;
}

const numbersIn = (folder: string): string[] => namesIn(folder).filter((name) => /^\d+$/.test(name));

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function freeFolder(wanted: string): string {
  for (let i = 1; ; i++) {
    const folder = i === 1 ? wanted : `${wanted}-${i}`;
    if (!existsSync(folder)) return folder;
  }
}

function removeIfEmpty(folder: string): void {
  try {
    rmdirSync(folder);
  } catch {
    // Something is in it, or it was never made.
  }
}

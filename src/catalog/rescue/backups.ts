import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { messageOf, StudioError, studioError } from '../../core/errors';
import { besideOf, giveName, removeUnfinished } from '../../files/durable/durable';
import { Connection } from '../database/connection';
import { type BackupName, type BackupReason, backupName, parseBackupName, superfluous } from './backup-names';
import { pageDamage } from './integrity';

/** What is in a catalog, for a person who chooses between several. */
export interface CatalogCounts {
  readonly images: number;
  /** Images with a class. */
  readonly labels: number;
  /** Current reviews: those that were not undone or replaced by a later one. */
  readonly decisions: number;
}

/** A backup of a project's catalog. */
export interface Backup extends BackupName, CatalogCounts {
  readonly bytes: number;
  /** What it lacks because it was read from a damaged catalog (names of tables); empty for the copy of a whole catalog. */
  readonly lacks: readonly string[];
}

/** The key in a backup's `meta` that holds the facts about its content. */
const key = 'backup';

type Note = CatalogCounts & { readonly lacks: readonly string[] };

/** The free space that must be left after a backup: a backup must not fill the disk. */
const spareBytes = 256 * 2 ** 20;

/**
 * Copies a catalog with SQLite's own backup, in one step and on a connection of its own, so that others can write meanwhile without
 * waiting. The copy is checked before it gets its name and before older ones are deleted. Returns null if the disk has no room for it.
 * Throws `catalog-damaged` if the copy shows that the catalog is damaged, `catalog-moved`, `backup-failed`.
 */
export async function makeBackup(
  catalog: string,
  folder: string,
  reason: BackupReason,
): Promise<Backup | null> {
  // If a project was moved away while it was open, nothing is created at its old place.
  if (!existsSync(catalog)) throw studioError('catalog-moved', { file: catalog });
  mkdirSync(folder, { recursive: true });
  removeUnfinished(folder);
  if (!hasRoom(catalog, folder)) return null;
  const beside = besideOf(join(folder, 'catalog'));
  const source = new Connection(catalog, true);
  try {
    await source.copyTo(beside);
    return keepBackup(beside, folder, reason, []);
  } catch (error) {
    if (error instanceof StudioError && error.code !== 'catalog-damaged') throw error;
    // Either the copy or the catalog may be damaged: a copy that a bad disk garbled says nothing about the catalog.
    const own = error instanceof StudioError ? pageDamage(source, true) : null;
    if (own !== null) throw studioError('catalog-damaged', { file: catalog, what: own });
    throw studioError('backup-failed', { file: catalog, reason: messageOf(error) }, { cause: error });
  } finally {
    source.close();
    removeDatabase(beside);
  }
}

/** Makes a backup synchronously, before a migration, when nobody else writes. */
export function makeBackupNow(connection: Connection, folder: string, reason: BackupReason): Backup {
  mkdirSync(folder, { recursive: true });
  const beside = besideOf(join(folder, 'catalog'));
  try {
    connection.execute('VACUUM INTO ?', [beside]);
    return keepBackup(beside, folder, reason, []);
  } finally {
    removeDatabase(beside);
  }
}

/** Checks a finished copy, gives it its name and deletes backups that are no longer needed. Throws `catalog-damaged`. */
export function keepBackup(
  beside: string,
  folder: string,
  reason: BackupReason,
  lacks: readonly string[],
): Backup {
  const note = noteOn(beside, lacks);
  const madeAt = freeMoment(folder, reason);
  const name = backupName(madeAt, reason);
  giveName(beside, join(folder, name), true);
  for (const old of superfluous(namesIn(folder), Date.now(), name))
    rmSync(join(folder, old), { force: true });
  return { ...note, name, madeAt, reason, bytes: statSync(join(folder, name)).size };
}

/** Checks the pages of a copy, makes it a single file (without a log beside it) and writes into it what it contains. */
function noteOn(beside: string, lacks: readonly string[]): Note {
  const copy = new Connection(beside);
  try {
    const what = pageDamage(copy, true);
    if (what !== null) throw studioError('catalog-damaged', { file: beside, what });
    const note: Note = { ...countsOf(copy), lacks };
    copy.execute('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)', [key, JSON.stringify(note)]);
    copy.pragma('journal_mode = DELETE');
    return note;
  } finally {
    copy.close();
  }
}

/** A catalog of the first versions has no table of reviews. */
function countsOf(connection: Connection): CatalogCounts {
  const count = (sql: string) => connection.row<{ n: number }>(`SELECT count(*) AS n FROM ${sql}`)?.n ?? 0;
  const has = (table: string) =>
    connection.row('SELECT 1 FROM sqlite_schema WHERE name = ?', [table]) !== undefined;
  return {
    images: count(`images WHERE state <> 'missing'`),
    labels: count('images WHERE class_id IS NOT NULL'),
    decisions: has('standing_reviews') ? count('standing_reviews') : 0,
  };
}

/** The backups of a project, newest first; files that cannot be read are left out. */
export function listBackups(folder: string): Backup[] {
  const found: Backup[] = [];
  for (const { name, madeAt, reason, bytes } of namesIn(folder)) {
    const note = noteOf(join(folder, name));
    if (note) found.push({ name, madeAt, reason, bytes, ...note });
  }
  return found.sort((a, b) => b.madeAt - a.madeAt);
}

/** Whether a project has a backup, without opening any. */
export function hasBackups(folder: string): boolean {
  return namesIn(folder).length > 0;
}

/**
 * When the newest backup was made, without opening it; null if there is none. Backups dated later than `until`, by a clock that was ahead,
 * are ignored: otherwise no other backup would be due before that date.
 */
export function newestBackupAt(folder: string, until: number): number | null {
  const made = namesIn(folder).filter(({ madeAt }) => madeAt <= until);
  return made.reduce<number | null>((newest, { madeAt }) => Math.max(newest ?? 0, madeAt), null);
}

function noteOf(file: string): Note | null {
  try {
    const connection = new Connection(file, true);
    try {
      const row = connection.row<{ value: string }>('SELECT value FROM meta WHERE key = ?', [key]);
      return row ? (JSON.parse(row.value) as Note) : { ...countsOf(connection), lacks: [] };
    } finally {
      connection.close();
    }
  } catch {
    return null;
  }
}

function namesIn(folder: string): (BackupName & { bytes: number })[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).flatMap((name) => {
    const parsed = parseBackupName(name);
    return parsed ? [{ ...parsed, bytes: statSync(join(folder, name)).size }] : [];
  });
}

/** Names contain whole seconds: several backups within one second get the following seconds, in the order in which they were made. */
function freeMoment(folder: string, reason: BackupReason): number {
  const now = Math.floor(Date.now() / 1000) * 1000;
  // A backup dated by a clock that was far ahead is ignored.
  const recent = namesIn(folder).filter(({ madeAt }) => madeAt >= now && madeAt < now + burst);
  let at = recent.reduce((latest, { madeAt }) => Math.max(latest, madeAt + 1000), now);
  while (existsSync(join(folder, backupName(at, reason)))) at += 1000;
  return at;
}

/** The furthest, in milliseconds, that the names of backups made in a row can be ahead of the clock. */
const burst = 60_000;

function hasRoom(catalog: string, folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  const log = `${catalog}-wal`;
  const bytes = statSync(catalog).size + (existsSync(log) ? statSync(log).size : 0);
  return bavail * bsize > 2 * bytes + Math.min(spareBytes, 8 * bytes);
}

/** The suffixes of a database file and of the files that SQLite keeps beside it. */
const databaseParts = ['', '-wal', '-shm', '-journal'] as const;

export function removeDatabase(file: string): void {
  for (const part of databaseParts) rmSync(file + part, { force: true });
}

/**
 * Moves a database and the files that SQLite keeps beside it. The log is moved first: what is left behind without it is still a catalog, of
 * an earlier moment.
 */
export function moveDatabase(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  for (const part of ['-wal', '-shm', '-journal', ''])
    if (existsSync(from + part)) renameSync(from + part, to + part);
}

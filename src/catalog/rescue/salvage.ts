import {
  closeSync,
  copyFileSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { studioError } from '../../core/errors';
import { besideOf } from '../../files/durable/durable';
import { Connection } from '../database/connection';
import { migrate } from '../database/migrate';
import { latestVersion, migrations } from '../migrations';
import { type Backup, keepBackup, listBackups, removeDatabase } from './backups';
import { readTable } from './read-table';

/**
 * Reads what can be read from a damaged catalog into a new one, which is kept among the backups: every readable row of every table and, for
 * a table that is not whole, the missing rows from the newest backup. The damaged files are only copied. Throws `nothing-to-salvage`.
 */
export function salvage(catalog: string, folder: string): Backup {
  mkdirSync(folder, { recursive: true });
  const newest = listBackups(folder).find(({ lacks }) => lacks.length === 0);
  const backup = newest ? join(folder, newest.name) : null;
  const [damaged, made] = [besideOf(join(folder, 'damaged')), besideOf(join(folder, 'catalog'))];
  try {
    copyMended(catalog, damaged, backup);
    const lacks = rebuild(damaged, made, backup, catalog);
    return keepBackup(made, folder, 'salvaged', lacks);
  } finally {
    removeDatabase(damaged);
    removeDatabase(made);
  }
}

/** Fills the new catalog; returns the names of the tables that are not whole. */
function rebuild(damaged: string, made: string, backup: string | null, catalog: string): string[] {
  const from = openDamaged(damaged, catalog);
  const into = new Connection(made);
  try {
    into.pragma('synchronous = OFF');
    migrate(into, migrations.slice(0, versionIn(from)));
    const triggers = takeTriggersAway(into);
    into.pragma('foreign_keys = OFF');
    const older = backup === null ? null : new Database(backup, { readonly: true });
    const lacks: string[] = [];
    try {
      for (const table of tablesOf(into)) if (!copyTable(from, older, into, table)) lacks.push(table);
    } finally {
      older?.close();
    }
    if (into.row<{ n: number }>('SELECT count(*) AS n FROM images')!.n === 0)
      throw studioError('nothing-to-salvage', { file: catalog });
    cutLooseEnds(into);
    for (const sql of triggers) into.script(sql);
    into.pragma('foreign_keys = ON');
    into.pragma('synchronous = FULL');
    return lacks;
  } finally {
    into.close();
    from.close();
  }
}

/**
 * Makes a copy whose schema can be read: if one of its pages is lost, all of them are taken from the newest backup, whose tables begin at
 * the same pages.
 */
function copyMended(catalog: string, copy: string, backup: string | null): void {
  if (!existsSync(catalog)) throw studioError('nothing-to-salvage', { file: catalog });
  copyFileSync(catalog, copy);
  if (existsSync(`${catalog}-wal`)) copyFileSync(`${catalog}-wal`, `${copy}-wal`);
  if (canBeOpened(copy)) return;
  const handle = openSync(copy, 'r+');
  try {
    const head = Buffer.alloc(backup === null ? 100 : pageSize);
    const source = backup === null ? handle : openSync(backup, 'r');
    if (readSync(source, head, 0, head.length, 0) < head.length) return;
    if (source !== handle) {
      for (const page of schemaPagesOf(head)) copyPage(source, handle, page);
      closeSync(source);
    }
    // The header gets the actual number of pages (that of a truncated file says more) and says that there is a log, as the catalog had (a
    // backup has none).
    head.writeUInt32BE(Math.floor(fstatSync(handle).size / pageSize), 28);
    head.copy(head, 92, 24, 28);
    head.fill(2, 18, 20);
    writeSync(handle, head, 0, head.length, 0);
  } finally {
    closeSync(handle);
  }
}

/** Every catalog has SQLite's default page size. */
const pageSize = 4096;

/**
 * The leaf pages of the schema below its root, which is the file's first page; none if the schema fits the root (SQLite's file format,
 * sections 1.5 and 1.6: the page's header at byte 100, type 5 for an inner page, then cells that begin with the number of a page).
 */
function schemaPagesOf(root: Buffer): number[] {
  if (root.length < pageSize || root[100] !== 5) return [];
  const cells = root.readUInt16BE(103);
  const leaves = Array.from({ length: cells }, (_, i) => root.readUInt32BE(root.readUInt16BE(112 + 2 * i)));
  return [...leaves, root.readUInt32BE(108)];
}

function copyPage(from: number, to: number, page: number): void {
  const bytes = Buffer.alloc(pageSize);
  const at = (page - 1) * pageSize;
  if (readSync(from, bytes, 0, pageSize, at) === pageSize) writeSync(to, bytes, 0, pageSize, at);
}

function canBeOpened(file: string): boolean {
  try {
    const db = new Database(file);
    try {
      return (db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() as number) > 0;
    } finally {
      db.close();
    }
  } catch {
    return false;
  }
}

function openDamaged(file: string, catalog: string): Database.Database {
  try {
    const db = new Database(file);
    db.pragma('cell_size_check = ON');
    // With these settings a table that begins on a lost page is skipped; otherwise SQLite would refuse the whole file.
    db.unsafeMode(true);
    db.pragma('writable_schema = ON');
    db.prepare('SELECT count(*) FROM sqlite_schema').get();
    return db;
  } catch (error) {
    throw studioError('nothing-to-salvage', { file: catalog }, { cause: error });
  }
}

/** The version that a damaged catalog says it has, or the latest one if that number is impossible. */
function versionIn(db: Database.Database): number {
  const version = db.pragma('user_version', { simple: true }) as number;
  return version >= 1 && version <= latestVersion ? version : latestVersion;
}

/** Removes the triggers for the time of copying, because the copied rows already contain what triggers did; returns their SQL. */
function takeTriggersAway(connection: Connection): string[] {
  const triggers = connection.rows<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
  );
  for (const { name } of triggers) connection.script(`DROP TRIGGER "${name}"`);
  return triggers.map(({ sql }) => sql);
}

const tablesOf = (connection: Connection) =>
  connection.column<string>(
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`,
  );

/** Returns whether the table was whole. Rows that the new table refuses (because a byte changed in them) count as lost. */
function copyTable(
  from: Database.Database,
  older: Database.Database | null,
  into: Connection,
  table: string,
): boolean {
  const columns = into.column<string>('SELECT name FROM pragma_table_info(?)', [table]);
  const add = `INSERT OR IGNORE INTO "${table}" (${columns.map((c) => `"${c}"`).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
  return into.transaction(() => {
    let whole = true;
    const take = (row: unknown[]) => {
      try {
        into.execute(add, row as (string | number)[]);
      } catch {
        whole = false;
      }
    };
    whole = readTable(from, table, columns, take) && whole;
    // Adds the rows of a whole backup. Rows that were deleted since come back, which is a smaller harm than losing rows that were not.
    if (!whole && older) readTable(older, table, columns, take);
    return whole;
  });
}

interface Reference {
  readonly table: string;
  readonly column: string;
  readonly parent: string;
  readonly parentColumn: string;
}

const loose = ({ column, parent, parentColumn }: Reference) =>
  `"${column}" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "${parent}" p WHERE p."${parentColumn}" = "${column}")`;

/** Deletes rows that refer to lost rows. Images are kept and only lose the reference, unless their source is lost. */
function cutLooseEnds(connection: Connection): void {
  const references = connection.rows<Reference>(`
    SELECT t.name AS "table", f."from" AS "column", f."table" AS parent, coalesce(f."to", 'id') AS parentColumn
    FROM sqlite_schema t JOIN pragma_foreign_key_list(t.name) f WHERE t.type = 'table'`);
  for (let changed = 1; changed > 0; ) {
    changed = 0;
    for (const reference of references) {
      const { table, column } = reference;
      if (table === 'images' && column !== 'source_id')
        connection.execute(`UPDATE images SET "${column}" = NULL WHERE ${loose(reference)}`);
      else changed += connection.execute(`DELETE FROM "${table}" WHERE ${loose(reference)}`).changes;
    }
  }
}

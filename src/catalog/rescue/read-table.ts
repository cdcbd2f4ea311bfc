import type Database from 'better-sqlite3';

type Take = (row: unknown[]) => void;

/** The widest step over a gap of unreadable rows; the reading must not try a damaged table row by row for ever. */
const widestStep = 2 ** 40;

/**
 * Passes every row of a table that can be read to `take`: from the start to the first damaged page, from the end back to the last damaged
 * page, and what lies between, which is found by growing steps. Returns whether the table was whole.
 */
export function readTable(
  db: Database.Database,
  table: string,
  columns: readonly string[],
  take: Take,
): boolean {
  const known = columnsOf(db, table);
  if (known.length === 0) return false;
  const list = columns.map((name) => (known.includes(name) ? `"${name}"` : `NULL`)).join(', ');
  const all = `SELECT ${list} FROM "${table}"`;
  if (!hasRowid(db, table)) return readEnds(db, all, keyOf(db, table), take);
  const select = `SELECT ${list}, rowid FROM "${table}" NOT INDEXED`;
  const forward = db.prepare(`${select} WHERE rowid >= ? ORDER BY rowid`).raw();
  const backward = db.prepare(`${select} WHERE rowid <= ? AND rowid > ? ORDER BY rowid DESC`).raw();
  return readAround(forward, backward, take);
}

/**
 * Reads the rows of a statement up to the first error; returns the last rowid, which is the last column, and whether the end was reached.
 */
function readOn(
  rows: Database.Statement,
  values: number[],
  take: Take,
): { last: number | null; whole: boolean } {
  let last: number | null = null;
  try {
    for (const row of rows.iterate(...values) as IterableIterator<unknown[]>) {
      last = row.pop() as number;
      take(row);
    }
    return { last, whole: true };
  } catch {
    return { last, whole: false };
  }
}

function readAround(forward: Database.Statement, backward: Database.Statement, take: Take): boolean {
  let next = 0;
  let step = 1;
  let whole = true;
  while (step < widestStep) {
    const { last, whole: reached } = readOn(forward, [next], take);
    if (last !== null) {
      // Reads the rows between the damaged page and the place where reading continued.
      if (step > 1) readOn(backward, [next - 1, next - step], take);
      [next, step] = [last + 1, 1];
    }
    if (reached) return whole;
    whole = false;
    if (last === null) {
      next += step;
      step *= 2;
    }
  }
  readOn(backward, [Number.MAX_SAFE_INTEGER, next - step], take);
  return whole;
}

/** Reads a table without rowids, which is ordered by its own key, from both ends. */
function readEnds(db: Database.Database, all: string, key: readonly string[], take: Take): boolean {
  const order = (direction: string) => key.map((name) => `"${name}" ${direction}`).join(', ');
  let whole = false;
  for (const direction of ['', 'DESC']) {
    try {
      for (const row of db
        .prepare(`${all} ORDER BY ${order(direction)}`)
        .raw()
        .iterate())
        take(row as unknown[]);
      whole = true;
    } catch {
      // Only what can be read from the other end is left.
    }
    if (whole) return direction === '';
  }
  return false;
}

const columnsOf = (db: Database.Database, table: string): string[] => {
  try {
    return db.prepare('SELECT name FROM pragma_table_info(?)').pluck().all(table) as string[];
  } catch {
    return [];
  }
};

const keyOf = (db: Database.Database, table: string) =>
  db.prepare('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk').pluck().all(table) as string[];

function hasRowid(db: Database.Database, table: string): boolean {
  const sql = db.prepare('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(table) as
    | string
    | undefined;
  return !/WITHOUT ROWID/i.test(sql ?? '');
}

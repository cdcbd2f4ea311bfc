import Database from 'better-sqlite3';

/** Loads SQLite's binding, which else is loaded by the first project that is opened. Throws what the loader says. */
export function checkSqlite(): void {
  new Database(':memory:').close();
}

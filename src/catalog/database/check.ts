import Database from 'better-sqlite3';

/**
 * Loads SQLite's native binding, which would otherwise be loaded when the first project is opened. Throws the
 * loader's error.
 */
export function checkSqlite(): void {
  new Database(':memory:').close();
}

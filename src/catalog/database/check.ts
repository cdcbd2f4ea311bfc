import Database from 'better-sqlite3';

/**
 * Loads SQLite's native binding, which otherwise is loaded with the first project. Throws the loader's error.
 */
export function checkSqlite(): void {
  new Database(':memory:').close();
}

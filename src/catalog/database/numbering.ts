import type { Connection } from './connection';

/**
 * Tables whose rows are deleted but whose numbers are remembered elsewhere: by files of the project and by the window. Such a number is
 * given only once, so that what was remembered never comes to mean another row.
 */
type Numbered = 'images' | 'classes';

const keyOf = (table: Numbered) => `last-deleted-of-${table}`;

/** An SQL expression for the number of the next row. */
export const nextNumber = (table: Numbered): string =>
  `(SELECT max(coalesce((SELECT max(id) FROM ${table}), 0),
     coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = '${keyOf(table)}'), 0)) + 1)`;

/** Must be called in the transaction that deletes rows, with the largest of their numbers. */
export function noteDeleted(connection: Connection, table: Numbered, largest: number): void {
  connection.execute(
    `INSERT INTO meta (key, value) VALUES (?, ?)
     ON CONFLICT (key) DO UPDATE SET value = max(CAST(value AS INTEGER), CAST(excluded.value AS INTEGER))`,
    [keyOf(table), largest],
  );
}

import { studioError } from '../core/errors';
import type { PictureFilter, SavedFilter } from '../core/vocabulary/marks';
import type { Connection } from './connection';

/** Filters that people named. */
export class SavedFilterQueries {
  constructor(private readonly connection: Connection) {}

  /** By name. */
  list(): SavedFilter[] {
    return this.connection
      .rows<{ id: number; name: string; filter: string }>(
        'SELECT id, name, filter FROM saved_filters ORDER BY name COLLATE NOCASE',
      )
      .map((row) => ({ ...row, filter: JSON.parse(row.filter) as PictureFilter }));
  }

  /** Keeps a filter under a name; one of that name is replaced. */
  save(name: string, filter: PictureFilter): void {
    this.connection.execute(
      `INSERT INTO saved_filters (name, filter) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET name = excluded.name, filter = excluded.filter`,
      [name, JSON.stringify(filter)],
    );
  }

  /** Throws `filter-name-taken`. */
  rename(id: number, name: string): void {
    const taken = this.connection.row('SELECT 1 FROM saved_filters WHERE name = ? AND id <> ?', [name, id]);
    if (taken) throw studioError('filter-name-taken', { name });
    this.connection.execute('UPDATE saved_filters SET name = ? WHERE id = ?', [name, id]);
  }

  remove(id: number): void {
    this.connection.execute('DELETE FROM saved_filters WHERE id = ?', [id]);
  }
}

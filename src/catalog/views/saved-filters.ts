import { studioError } from '../../core/errors';
import { type PictureFilter, pictureFilterSchema, type SavedFilter } from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';
import { fromText } from '../database/json';

/** Filters that people named. */
export class SavedFilterQueries {
  constructor(private readonly connection: Connection) {}

  /** All filters, by name. */
  list(): SavedFilter[] {
    return this.connection
      .rows<{ id: number; name: string; filter: string }>(
        'SELECT id, name, filter FROM saved_filters ORDER BY name COLLATE NOCASE',
      )
      .map((row) => ({ ...row, filter: fromText(row.filter, pictureFilterSchema) }));
  }

  /** Saves a filter under a name, replacing an earlier one of that name. */
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

  /** Removes a deleted tag from all filters, since no image can have it. A filter that has no other condition is deleted. */
  forgetTag(tagId: number): void {
    for (const { id, filter } of this.list()) {
      const { tagIds = [], ...others } = filter;
      if (!tagIds.includes(tagId)) continue;
      const left = tagIds.filter((other) => other !== tagId);
      const without = left.length > 0 ? { ...others, tagIds: left } : others;
      if (Object.keys(without).length === 0) this.remove(id);
      else
        this.connection.execute('UPDATE saved_filters SET filter = ? WHERE id = ?', [
          JSON.stringify(without),
          id,
        ]);
    }
  }

  remove(id: number): void {
    this.connection.execute('DELETE FROM saved_filters WHERE id = ?', [id]);
  }
}

import type { RemovedSource } from '../../core/vocabulary/images';
import { asideNotes } from '../../core/words/notes/aside';
import type { Connection } from '../database/connection';
import { noteDeleted } from '../database/numbering';
import { settle } from './duplicates';

// A test or validation split that was drawn holds when the source comes back: no model may train on its images then.
const inUse = `
  SELECT image_id FROM pseudo_labels UNION SELECT image_id FROM predictions UNION SELECT image_id FROM selection_items
  UNION SELECT image_id FROM reviews UNION SELECT image_id FROM labels WHERE who <> 'import'
  UNION SELECT image_id FROM label_step_images UNION SELECT image_id FROM test_set_images UNION SELECT id FROM temp.labelled
  UNION SELECT id FROM images WHERE split IN ('test', 'validation') AND split <> given_split`;

/** Named sets without a source, on which nothing was measured. */
const forgetSets = `DELETE FROM test_sets WHERE kind = 'imported'
  AND id NOT IN (SELECT set_id FROM sources WHERE set_id IS NOT NULL)
  AND id NOT IN (SELECT set_id FROM evaluations WHERE set_id IS NOT NULL)`;

export class SourceRemovalQueries {
  constructor(private readonly connection: Connection) {}

  /**
   * How many images `remove` would forget and how many it would keep; `labelled` counts images of the source
   * that a model labelled.
   */
  preview(sourceId: number, labelled: Iterable<number>): RemovedSource {
    this.#note(labelled);
    const count = (which: string) =>
      this.connection.row<{ n: number }>(
        `SELECT count(*) AS n FROM images WHERE source_id = ? AND id ${which} (${inUse})`,
        [sourceId],
      )!.n;
    return { forgotten: count('NOT IN'), kept: count('IN') };
  }

  /**
   * Removes a source, in one transaction: its images are no longer used. Images that nobody worked on are
   * forgotten; the others stay known and are used again when the same folder is added again. Copies in other
   * sources take their place.
   */
  remove(sourceId: number, labelled: Iterable<number>): RemovedSource {
    this.#note(labelled);
    // Without these indices every deleted image would scan each table that references images.
    this.connection.pragma('foreign_keys = OFF');
    try {
      return this.connection.transaction(() => this.#remove(sourceId));
    } finally {
      this.connection.pragma('foreign_keys = ON');
    }
  }

  #note(labelled: Iterable<number>): void {
    this.connection.script(
      'CREATE TEMP TABLE IF NOT EXISTS labelled (id INTEGER PRIMARY KEY); DELETE FROM temp.labelled;',
    );
    const rows = (function* () {
      for (const id of labelled) yield [id];
    })();
    this.connection.executeMany('INSERT OR IGNORE INTO temp.labelled VALUES (?)', rows);
  }

  #remove(sourceId: number): RemovedSource {
    const { connection } = this;
    const hashes = connection.column<string>(
      'SELECT DISTINCT lower(hex(content_hash)) FROM images WHERE source_id = ? AND content_hash IS NOT NULL',
      [sourceId],
    );
    connection.script(
      'CREATE TEMP TABLE IF NOT EXISTS forgotten (id INTEGER PRIMARY KEY); DELETE FROM forgotten;',
    );
    const { changes: forgotten } = connection.execute(
      `INSERT INTO forgotten SELECT id FROM images WHERE source_id = ? AND id NOT IN (${inUse})`,
      [sourceId],
    );
    const last = connection.row<{ id: number | null }>('SELECT max(id) AS id FROM forgotten')?.id;
    if (last) noteDeleted(connection, 'images', last);
    connection.execute('UPDATE images SET twin_id = NULL WHERE twin_id IN (SELECT id FROM forgotten)');
    connection.execute('DELETE FROM labels WHERE image_id IN (SELECT id FROM forgotten)');
    connection.execute('DELETE FROM images WHERE id IN (SELECT id FROM forgotten)');
    const { changes: kept } = connection.execute(
      `UPDATE images SET state = 'missing', code = 'source-removed', twin_id = NULL, reason_values = NULL, reason = ?
       WHERE source_id = ?`,
      [asideNotes['source-removed'].en, sourceId],
    );
    settle(connection, hashes);
    if (kept > 0)
      connection.execute('UPDATE sources SET removed_at = ? WHERE id = ?', [Date.now(), sourceId]);
    else
      for (const [table, key] of [
        ['issues', 'source_id'],
        ['imports', 'source_id'],
        ['sources', 'id'],
      ])
        connection.execute(`DELETE FROM ${table} WHERE ${key} = ?`, [sourceId]);
    connection.execute(forgetSets);
    return { forgotten, kept };
  }
}

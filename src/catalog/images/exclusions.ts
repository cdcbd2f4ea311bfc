import type { Connection } from '../database/connection';
import { settle } from './duplicates';
import { hashesOf } from './labels';

/** Images that a person excluded from everything, by the content of their files. */
export class ExclusionQueries {
  constructor(private readonly connection: Connection) {}

  /** All images that a person excluded, also those whose files are missing; not those that removed sources left behind. */
  ids(): number[] {
    return this.connection.column(
      `SELECT i.id FROM excluded_pictures e CROSS JOIN images i ON i.content_hash = e.hash
       WHERE i.code IS NOT 'source-removed' ORDER BY i.id`,
    );
  }

  /**
   * Excludes images and every copy of them, or brings them back; copies and near duplicates change state with them. Returns those of the
   * given images that changed. An image that was never read is left as it is, because it has no content to be recognised by.
   */
  set(imageIds: Iterable<number>, excluded: boolean, who: string): number[] {
    return this.connection.transaction(() => {
      const changed = this.connection.column<number>(
        `SELECT i.id FROM json_each(?) j JOIN images i ON i.id = j.value WHERE i.content_hash IS NOT NULL
           AND EXISTS (SELECT 1 FROM excluded_pictures e WHERE e.hash = i.content_hash) = ? ORDER BY j.key`,
        [JSON.stringify([...imageIds]), excluded ? 0 : 1],
      );
      const hashes = hashesOf(this.connection, changed);
      this.connection.execute(
        excluded
          ? 'INSERT INTO excluded_pictures (hash, who, at) SELECT unhex(value), @who, @at FROM json_each(@hashes)'
          : 'DELETE FROM excluded_pictures WHERE hash IN (SELECT unhex(value) FROM json_each(@hashes))',
        { hashes: JSON.stringify(hashes), ...(excluded ? { who, at: Date.now() } : {}) },
      );
      settle(this.connection, hashes);
      return changed;
    });
  }
}

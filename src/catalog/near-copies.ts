import type { Split } from '../core/vocabulary/images';
import { asideNotes } from '../core/words/notes/aside';
import type { Connection } from './connection';
import { settle } from './duplicates';

/** A picture as it is compared with others. Hashes are hex. */
export interface Comparable {
  readonly id: number;
  readonly file: string;
  readonly path: string;
  readonly split: Split;
  readonly contentHash: string;
  readonly perceptualHash: string;
}

/** Whether a picture is the one that is held out, by content (hex). */
export interface NearVerdict {
  readonly hash: string;
  readonly twin: string;
  readonly same: boolean;
}

/** An image that must not be learnt from, and the one held out that it is a near copy of. */
export interface NearLeak {
  readonly imageId: number;
  readonly twinId: number;
}

/** Pictures that are near copies of one that is held out: state `leak`, code `near-leak`. */
export class NearCopyQueries {
  constructor(private readonly connection: Connection) {}

  /** Images that may be used, or could be but for a near copy, of these splits: in pieces, by id. */
  *comparable(splits: readonly Split[], size = 20_000): Generator<Comparable[]> {
    for (let after = 0; ; ) {
      const rows = this.connection.rows<Comparable>(
        `SELECT i.id, s.root AS file, i.path, i.split, lower(hex(i.content_hash)) AS contentHash,
           lower(hex(i.perceptual_hash)) AS perceptualHash
         FROM images i JOIN sources s ON s.id = i.source_id
         WHERE i.id > ? AND i.split IN (SELECT value FROM json_each(?)) AND i.perceptual_hash IS NOT NULL
           AND (i.state = 'ok' OR i.code = 'near-leak') ORDER BY i.id LIMIT ?`,
        [after, JSON.stringify(splits), size],
      );
      if (rows.length === 0) return;
      after = rows[rows.length - 1].id;
      yield rows;
    }
  }

  /** What is known of pairs of contents, in their order; null where they were never compared. */
  verdicts(pairs: readonly { hash: string; twin: string }[]): (boolean | null)[] {
    const known = this.connection.rows<{ at: number; same: number }>(
      `SELECT j.key AS at, n.same FROM json_each(?) j JOIN near_pairs n
         ON n.hash = unhex(j.value ->> 0) AND n.twin = unhex(j.value ->> 1)`,
      [JSON.stringify(pairs.map(({ hash, twin }) => [hash, twin]))],
    );
    const found: (boolean | null)[] = pairs.map(() => null);
    for (const { at, same } of known) found[at] = same === 1;
    return found;
  }

  /** Keeps what the pixels say; what a person said of a pair stays. */
  learn(verdicts: readonly NearVerdict[]): void {
    this.connection.executeMany(
      'INSERT OR IGNORE INTO near_pairs (hash, twin, same) VALUES (unhex(?), unhex(?), ?)',
      verdicts.map(({ hash, twin, same }) => [hash, twin, same ? 1 : 0]),
    );
  }

  /** Makes just these images near leaks, in one transaction; those that were and are none any more can be used again. */
  settle(leaks: readonly NearLeak[]): void {
    const list = JSON.stringify(leaks.map(({ imageId, twinId }) => [imageId, twinId]));
    this.connection.transaction(() => {
      this.#free("code = 'near-leak' AND id NOT IN (SELECT value ->> 0 FROM json_each(?))", list);
      this.connection.execute(
        `UPDATE images SET state = 'leak', code = 'near-leak', reason = ?, reason_values = NULL,
           twin_id = j.value ->> 1
         FROM json_each(?) j WHERE images.id = j.value ->> 0 AND (images.state = 'ok' OR images.code = 'near-leak')`,
        [asideNotes['near-leak'].en, list],
      );
    });
  }

  /** A person says that these are other pictures than the ones held out. Gives how many can be used again. */
  allow(ids: readonly number[], who: string): number {
    const list = JSON.stringify(ids);
    return this.connection.transaction(() => {
      this.connection.execute(
        `INSERT INTO near_pairs (hash, twin, same, who)
         SELECT i.content_hash, t.content_hash, 0, ? FROM images i JOIN images t ON t.id = i.twin_id
         WHERE i.code = 'near-leak' AND i.id IN (SELECT value FROM json_each(?))
         ON CONFLICT (hash, twin) DO UPDATE SET same = 0, who = excluded.who`,
        [who, list],
      );
      return this.#free("code = 'near-leak' AND id IN (SELECT value FROM json_each(?))", list);
    });
  }

  /** Images that a person said are other pictures, by id. */
  allowed(): number[] {
    return this.connection.column<number>(
      `SELECT i.id FROM images i WHERE i.content_hash IN (SELECT hash FROM near_pairs WHERE same = 0 AND who IS NOT NULL)
       ORDER BY i.id`,
    );
  }

  /** Takes back what a person said of these images; the next `settle` finds them again. Gives how many pairs that were. */
  forbid(ids: readonly number[]): number {
    return this.connection.execute(
      `UPDATE near_pairs SET same = 1, who = NULL WHERE same = 0 AND who IS NOT NULL AND hash IN (
         SELECT content_hash FROM images WHERE id IN (SELECT value FROM json_each(?)))`,
      [JSON.stringify(ids)],
    ).changes;
  }

  #free(where: string, list: string): number {
    const hashes = this.connection.column<string>(
      `SELECT DISTINCT lower(hex(content_hash)) FROM images WHERE ${where}`,
      [list],
    );
    const { changes } = this.connection.execute(
      `UPDATE images SET state = 'ok', code = NULL, reason = NULL, reason_values = NULL, twin_id = NULL WHERE ${where}`,
      [list],
    );
    settle(this.connection, hashes);
    return changes;
  }
}

import { asideNotes } from '../../core/words/notes/aside';
import type { Connection } from '../database/connection';

/**
 * The numbers of the groups of near duplicates that contain one of these contents (hashes as hex). A group contains contents whose pictures
 * are the same, directly or through others.
 */
export function groupsOf(connection: Connection, hashes: readonly string[]): number[] {
  // Most projects have no such group, and this check keeps labelling 100,000 images fast.
  if (!connection.row('SELECT 1 FROM near_groups LIMIT 1')) return [];
  return connection.column<number>(
    'SELECT DISTINCT g.place FROM json_each(?) j JOIN near_groups g ON g.hash = unhex(j.value)',
    [JSON.stringify(hashes)],
  );
}

/**
 * Makes near leaks of these contents and groups usable again, so that `markNearLeaks` can decide afresh.
 * Returns their contents.
 */
export function freeNearLeaks(
  connection: Connection,
  hashes: readonly string[],
  places: readonly number[],
): string[] {
  if (!connection.row(`SELECT 1 FROM images WHERE ${isNearLeak} LIMIT 1`)) return [];
  const leaks = connection.rows<{ id: number; hash: string }>(
    `SELECT i.id, lower(hex(i.content_hash)) AS hash FROM (
       SELECT unhex(value) AS hash FROM json_each(?)
       UNION SELECT g.hash FROM json_each(?) j JOIN near_groups g ON g.place = j.value) h
     CROSS JOIN images i ON i.content_hash = h.hash WHERE i.code = 'near-leak'`,
    [JSON.stringify(hashes), JSON.stringify(places)],
  );
  connection.execute(
    `UPDATE images SET state = 'ok', code = NULL, reason = NULL, reason_values = NULL, twin_id = NULL
     WHERE id IN (SELECT value FROM json_each(?))`,
    [JSON.stringify(leaks.map(({ id }) => id))],
  );
  return leaks.map(({ hash }) => hash);
}

// The term repeats the condition of the index of unusable images, so that SQLite uses that index.
const isNearLeak = "state <> 'ok' AND state = 'leak' AND code = 'near-leak'";

const ofPlaces = (what: string) => `SELECT ${what} FROM json_each(?) j JOIN near_groups g ON g.place = j.value
  CROSS JOIN images i ON i.content_hash = g.hash`;

/**
 * If the strictest split in a group is held out, the group's oldest image of that split is kept and its usable images in other splits
 * become leaks; those of named test sets stay, since only learning from a near copy spoils a test. `twin_id` is the held-out picture that
 * an image was compared with, or else the kept one. A missing file of test or validation holds out others as well, as for exact copies.
 */
const markSql = `
  WITH members AS (
    ${ofPlaces(`i.id, g.place, g.hash, i.split, i.state = 'missing' AS lost,
      CASE i.split WHEN 'test' THEN 0 WHEN 'extra-test' THEN 1 WHEN 'validation' THEN 2 ELSE 3 END AS strictness`)}
    WHERE i.state = 'ok' OR (i.state = 'missing' AND i.code = 'missing' AND i.split IN ('test', 'extra-test', 'validation')
      AND NOT EXISTS (SELECT 1 FROM excluded_pictures e WHERE e.hash = i.content_hash))
  ), placed AS (
    SELECT id, hash, split, lost, first_value(id) OVER best AS keeper, first_value(split) OVER best AS keeper_split
    FROM members WINDOW best AS (PARTITION BY place ORDER BY strictness, lost, id)
  )
  UPDATE images SET state = 'leak', code = 'near-leak', reason = ?, reason_values = NULL, twin_id = coalesce((
      SELECT min(t.id) FROM near_pairs p JOIN images t ON t.content_hash = CASE p.hash WHEN l.hash THEN p.twin ELSE p.hash END
      WHERE (p.hash = l.hash OR p.twin = l.hash) AND p.same = 1 AND t.split = l.keeper_split AND t.state = 'ok'), l.keeper)
  FROM placed l
  WHERE images.id = l.id AND NOT l.lost AND l.split NOT IN (l.keeper_split, 'extra-test')
    AND l.keeper_split IN ('test', 'extra-test', 'validation')`;

/** Marks usable images of these groups as leaks if a member of their group is held out more strictly. */
export function markNearLeaks(connection: Connection, places: readonly number[]): void {
  if (places.length > 0) connection.execute(markSql, [JSON.stringify(places), asideNotes['near-leak'].en]);
}

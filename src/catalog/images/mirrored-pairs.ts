import type { Connection } from '../database/connection';

/** Pairs kept apart by their labels alone, of which two usable images now have one label, or one has none. */
const agreed = (isCompared: string) => `
  SELECT m.hash, m.twin FROM mirrored_pairs m
    CROSS JOIN near_pairs n ON n.hash = m.hash AND n.twin = m.twin AND n.same = 0 AND n.who IS NULL
  WHERE EXISTS (SELECT 1 FROM images i CROSS JOIN images t ON t.content_hash = m.twin
    WHERE i.content_hash = m.hash AND ${isCompared} AND ${isCompared.replaceAll('i.', 't.')}
      AND (i.class_id IS NULL OR t.class_id IS NULL OR i.class_id = t.class_id))`;

/** Whether there is such a pair. `isCompared` is the condition for an image `i` to be compared. */
export const anyAgreed = (connection: Connection, isCompared: string): boolean =>
  connection.row(`${agreed(isCompared)} LIMIT 1`) !== undefined;

/** Makes such pairs the same picture. */
export function joinAgreed(connection: Connection, isCompared: string): void {
  connection.execute(
    `UPDATE near_pairs SET same = 1 WHERE (hash, twin) IN (SELECT hash, twin FROM (${agreed(isCompared)}))`,
  );
}

/** Stores pairs (hex, in order) of which one is the other mirrored, under another label. */
export function keepMirrored(connection: Connection, pairs: readonly (readonly string[])[]): void {
  connection.executeMany(
    'INSERT OR IGNORE INTO mirrored_pairs (hash, twin) VALUES (unhex(?), unhex(?))',
    pairs.map((pair) => [...pair]),
  );
}

import type { Connection } from '../database/connection';

/** An unlabelled image of the pool that a draw held out with its group. */
export const isFollower = "class_id IS NULL AND given_split = 'unlabelled'";

/** Whether a draw, not a source, put images of a group into a split. */
const isDrawnInto = (split: 'test' | 'validation') => `EXISTS (
  SELECT 1 FROM images m WHERE m.given_group = images.given_group AND m.split = '${split}'
    AND m.given_split IN ('labelled-train', 'unlabelled') AND m.state <> 'quarantined' AND m.code IS NOT 'source-removed')`;

const follow = (which: string) => `
  UPDATE images SET split = CASE WHEN ${isDrawnInto('test')} THEN 'test' ELSE 'validation' END
  WHERE ${which} AND given_group IS NOT NULL AND split IN ('labelled-train', 'unlabelled')
    AND (${isDrawnInto('test')} OR ${isDrawnInto('validation')})
  RETURNING id`;

/**
 * Puts images that were added to a group of a list, after a draw held that group out, into its split: of a person, a place or a burst that
 * is held out, nothing may be learnt. Returns the ids of those that moved.
 */
export function followDrawnGroup(connection: Connection, ids: readonly number[]): number[] {
  return connection.column(follow('id IN (SELECT value FROM json_each(?))'), [JSON.stringify(ids)]);
}

/** Does the same for the pool: a draw takes labelled images only, and the others of their groups must not be learnt from either. */
export function holdOutPool(connection: Connection): number[] {
  return connection.column(follow("split = 'unlabelled'"));
}

/** Returns images of the pool that went with their group to the pool, unless they are among `kept`; returns their ids. */
export function releasePool(connection: Connection, kept: readonly number[]): number[] {
  return connection.column(
    `UPDATE images SET split = 'unlabelled' WHERE split IN ('test', 'validation') AND ${isFollower}
       AND id NOT IN (SELECT value FROM json_each(?)) RETURNING id`,
    [JSON.stringify(kept)],
  );
}

/** Those of these groups that have usable images both held out and to learn from. */
export function groupsAcross(connection: Connection, names: readonly string[]): string[] {
  return connection.column(
    `SELECT j.value FROM json_each(?) j JOIN images i ON i.given_group = j.value WHERE i.state = 'ok' GROUP BY j.key
     HAVING count(DISTINCT i.split IN ('labelled-train', 'unlabelled')) > 1 ORDER BY j.key`,
    [JSON.stringify(names)],
  );
}

import { asideNotes } from '../../core/words/notes/aside';
import type { Connection } from '../database/connection';
import { freeNearLeaks, groupsOf, markNearLeaks } from './near-leaks';

/**
 * A held-out image stays held out when its file goes missing: if a labelled copy is elsewhere (for example because its folder was moved and
 * imported again), the oldest copy takes its place in the split. This does not apply to images of a source that a person removed.
 */
const inheritSql = `
  WITH lost AS (
    SELECT i.content_hash AS hash, min(i.split) AS split
    FROM (SELECT DISTINCT unhex(value) AS hash FROM json_each(?)) h CROSS JOIN images i ON i.content_hash = h.hash
    WHERE i.state = 'missing' AND i.code = 'missing' AND i.split IN ('test', 'validation') AND i.split <> i.given_split
    GROUP BY i.content_hash
  ), heirs AS (
    SELECT min(i.id) AS id, l.split FROM lost l CROSS JOIN images i ON i.content_hash = l.hash
    WHERE i.state IN ('ok', 'excluded', 'duplicate', 'leak') AND i.class_id IS NOT NULL AND i.split = 'labelled-train'
      AND NOT EXISTS (SELECT 1 FROM images o WHERE o.content_hash = l.hash AND o.state IN ('ok', 'excluded', 'duplicate', 'leak')
        AND o.split IN ('test', l.split))
    GROUP BY l.hash
  )
  UPDATE images SET split = h.split FROM heirs h WHERE h.id = images.id`;

/** The named test set of an image's source; null for images of other splits. */
const setOf = (image: string) =>
  `(CASE ${image}.split WHEN 'extra-test' THEN (SELECT o.set_id FROM sources o WHERE o.id = ${image}.source_id) END)`;

/**
 * The column `what` of the first other image `t` with the same bytes and split but another label; `s` is that
 * image's source, `c` its class.
 */
const ofConflict = (what: string) => `(
        SELECT ${what} FROM images t JOIN sources s ON s.id = t.source_id JOIN classes c ON c.id = t.class_id
        WHERE t.content_hash = images.content_hash AND t.split = images.split AND t.class_id IS NOT images.class_id
          AND ${setOf('t')} IS ${setOf('images')} AND t.state <> 'missing' ORDER BY t.id LIMIT 1)`;
const conflictFile = "CASE WHEN t.path LIKE '/%' THEN '' ELSE s.root || '/' END || t.path";
const conflictSentence = `replace(replace('${asideNotes['label-conflict'].en}', '{{file}}', ${conflictFile}), '{{label}}', c.name)`;

/**
 * Decides which of the images with equal bytes may be used. None may if a person excluded the picture. Otherwise the image in the strictest
 * split is kept, and among several there the oldest:
 * - a copy of a test image in any other split is a `leak`, and so is a copy of a validation image in training or pool: it must never be
 *   trained on;
 * - named test sets hold out their copies in the same way, but each set is independent: a picture may be in the test split and in several
 *   sets, and is used in each of them;
 * - another copy inside a split, or a pool copy of a training image, is a `duplicate`;
 * - copies inside a split whose labels differ are all `quarantined`: nobody knows which label is right.
 *
 * A missing file of test or validation holds out its copies too, because it may come back: its copies are leaks until then. `twin_id` names
 * the copy that is kept (for a conflict: one it is in conflict with).
 */
const settleSql = `
  WITH members AS (
    SELECT i.id, i.content_hash AS hash, i.split, i.state = 'missing' AS lost,
      CASE WHEN i.state <> 'missing' THEN i.class_id END AS class_id,
      CASE i.split WHEN 'test' THEN 0 WHEN 'extra-test' THEN 1 WHEN 'validation' THEN 2 WHEN 'labelled-train' THEN 3 ELSE 4 END
        AS strictness,
      ${setOf('i')} AS set_id, EXISTS (SELECT 1 FROM excluded_pictures e WHERE e.hash = i.content_hash) AS excluded
    FROM (SELECT DISTINCT unhex(value) AS hash FROM json_each(?)) h CROSS JOIN images i ON i.content_hash = h.hash
    WHERE (i.state IN ('ok', 'excluded', 'duplicate', 'leak') AND i.code IS NOT 'near-leak') OR (i.state = 'quarantined' AND i.code = 'label-conflict')
      OR (i.state = 'missing' AND i.code = 'missing' AND i.split IN ('test', 'extra-test', 'validation'))
  ), groups AS (
    SELECT id, split, lost, excluded,
      CASE split WHEN 'extra-test' THEN first_value(id) OVER own ELSE first_value(id) OVER best END AS keeper,
      CASE split WHEN 'extra-test' THEN split ELSE first_value(split) OVER best END AS keeper_split,
      min(class_id) OVER alike AS low, max(class_id) OVER alike AS high,
      max(CASE WHEN lost THEN NULL ELSE id END) OVER alike AS last
    FROM members
    WINDOW best AS (PARTITION BY hash ORDER BY strictness, lost, id), own AS (PARTITION BY hash, split, set_id ORDER BY lost, id),
      alike AS (PARTITION BY hash, split, set_id)
  ), verdicts AS (
    SELECT id,
      CASE
        WHEN excluded THEN 'excluded'
        WHEN split <> keeper_split AND keeper_split IN ('test', 'extra-test', 'validation') THEN 'leak'
        WHEN low <> high THEN 'quarantined'
        WHEN id <> keeper THEN 'duplicate'
        ELSE 'ok' END AS state,
      CASE WHEN excluded THEN NULL WHEN id <> keeper THEN keeper WHEN low <> high THEN last END AS twin
    FROM groups WHERE NOT lost
  )
  UPDATE images SET
    state = v.state,
    twin_id = v.twin,
    code = CASE v.state WHEN 'quarantined' THEN 'label-conflict' WHEN 'ok' THEN NULL ELSE v.state END,
    reason = CASE v.state
      WHEN 'quarantined' THEN coalesce(${ofConflict(conflictSentence)},
        'Another file holds the same picture under another label. Correct one of the labels or remove a file.')
      WHEN 'excluded' THEN '${asideNotes.excluded.en}'
      WHEN 'leak' THEN '${asideNotes.leak.en}'
      WHEN 'duplicate' THEN '${asideNotes.duplicate.en}' END,
    reason_values = CASE v.state WHEN 'quarantined' THEN ${ofConflict(`json_object('file', ${conflictFile}, 'label', c.name)`)} END
  FROM verdicts v
  WHERE v.id = images.id AND (images.state <> v.state OR images.twin_id IS NOT v.twin)`;

/**
 * Decides again which images may be used, for all images with one of these content hashes (hex) and for their
 * groups of near duplicates: first exact copies, then near duplicates among those still usable. Returns how
 * many images the first step changed.
 */
export function settle(connection: Connection, hashes: readonly string[]): number {
  if (hashes.length === 0) return 0;
  const places = groupsOf(connection, hashes);
  const list = JSON.stringify([...hashes, ...freeNearLeaks(connection, hashes, places)]);
  connection.execute(inheritSql, [list]);
  const { changes } = connection.execute(settleSql, [list]);
  markNearLeaks(connection, places);
  return changes;
}

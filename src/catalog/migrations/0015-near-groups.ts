import type { Migration } from './migration';

/**
 * Near duplicates by group. Pairs are now kept once, in a fixed order, and for all images, no longer only for held-out ones. Pairs that the
 * comparison of pixels had found to differ are compared again, by the rule that also recognises cropped and brightened copies. Groups are
 * made from pairs, by content.
 */
export const nearGroups: Migration = {
  version: 15,
  name: 'near-groups',
  sql: `
    ALTER TABLE images ADD COLUMN crop_hashes BLOB;   -- hashes of parts of it, 8 bytes each; null where too small, and for images read before
    ALTER TABLE images ADD COLUMN given_group TEXT;   -- as a list names it

    DELETE FROM near_pairs WHERE who IS NULL AND same = 0;
    INSERT INTO near_pairs (hash, twin, same, who) SELECT twin, hash, same, who FROM near_pairs WHERE hash > twin
      ON CONFLICT (hash, twin) DO UPDATE SET same = excluded.same, who = excluded.who WHERE excluded.who IS NOT NULL;
    DELETE FROM near_pairs WHERE hash >= twin;        -- the lower content comes first
    CREATE INDEX near_pairs_by_twin ON near_pairs(twin);

    CREATE TABLE near_groups (
      hash BLOB PRIMARY KEY,
      place INTEGER NOT NULL                          -- an image of the group: its number
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX near_groups_by_place ON near_groups(place);
  `,
};

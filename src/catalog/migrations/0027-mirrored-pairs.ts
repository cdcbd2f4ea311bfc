import type { Migration } from './migration';

/**
 * Pairs of pictures of which one is the other mirrored, and which are kept apart only because their labels differ: once these agree, they
 * are the same picture.
 */
export const mirroredPairs: Migration = {
  version: 27,
  name: 'mirrored-pairs',
  sql: `
    CREATE TABLE mirrored_pairs (
      hash BLOB NOT NULL,          -- in the order of near_pairs
      twin BLOB NOT NULL,
      PRIMARY KEY (hash, twin)
    ) STRICT, WITHOUT ROWID;
  `,
};

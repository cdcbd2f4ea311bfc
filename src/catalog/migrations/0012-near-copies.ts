import type { Migration } from './migration';

/**
 * Which pictures that look alike are the same one, by content. Each pair is compared once, and a person's decision about a pair stays.
 * `who` is null if the comparison of pixels decided.
 */
export const nearCopies: Migration = {
  version: 12,
  name: 'near-copies',
  sql: `
    CREATE TABLE near_pairs (
      hash BLOB NOT NULL,
      twin BLOB NOT NULL,          -- the picture that is held out for measuring
      same INTEGER NOT NULL,       -- 0 or 1
      who TEXT,
      PRIMARY KEY (hash, twin)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from './migration';

/**
 * Models' results on corrupted test images. A measurement is stored one corruption and severity at a time, so that it can continue after a
 * stop.
 */
export const robustness: Migration = {
  version: 16,
  name: 'robustness',
  sql: `
    CREATE TABLE robustness (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),
      split TEXT NOT NULL,
      image_set TEXT NOT NULL,     -- hash of the images and their labels
      version INTEGER NOT NULL,    -- of the corruptions: others' numbers are not mixed with these
      images INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (run_id, split, image_set, version)
    ) STRICT;

    CREATE TABLE robustness_cells (
      robustness_id INTEGER NOT NULL REFERENCES robustness(id),
      corruption TEXT NOT NULL,    -- 'clean': the images as they are, at severity 0
      severity INTEGER NOT NULL,
      correct INTEGER NOT NULL,    -- images that were read right
      at INTEGER NOT NULL,
      PRIMARY KEY (robustness_id, corruption, severity)
    ) STRICT, WITHOUT ROWID;
  `,
};

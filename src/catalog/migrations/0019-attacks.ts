import type { Migration } from './migration';

/**
 * Models' results on attacked test images. A measurement is stored one part of the images at a time, so that it can continue after a stop.
 */
export const attacks: Migration = {
  version: 19,
  name: 'attacks',
  sql: `
    CREATE TABLE attacks (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),
      split TEXT NOT NULL,
      image_set TEXT NOT NULL,     -- hash of the images and their labels
      version INTEGER NOT NULL,    -- of the attacks: others' numbers are not mixed with these
      images INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (run_id, split, image_set, version)
    ) STRICT;

    CREATE TABLE attack_cells (
      attacks_id INTEGER NOT NULL REFERENCES attacks(id),
      attack TEXT NOT NULL,        -- 'clean': the images as they are, with no step at epsilon 0
      steps INTEGER NOT NULL,
      epsilon REAL NOT NULL,       -- of 255
      shown INTEGER NOT NULL,      -- the first so many images, in the order of their files' hashes
      correct INTEGER NOT NULL,    -- of these, read right
      at INTEGER NOT NULL,
      PRIMARY KEY (attacks_id, attack, steps, epsilon)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from './migration';

/** How often models' predictions for test images changed from frame to frame. A measurement is stored one perturbation at a time. */
export const perturbations: Migration = {
  version: 21,
  name: 'perturbations',
  sql: `
    CREATE TABLE perturbations (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),
      split TEXT NOT NULL,
      image_set TEXT NOT NULL,     -- hash of the images and their labels
      version INTEGER NOT NULL,    -- of the perturbations: others' numbers are not mixed with these
      images INTEGER NOT NULL,
      created_at INTEGER NOT NULL,
      UNIQUE (run_id, split, image_set, version)
    ) STRICT;

    CREATE TABLE perturbation_cells (
      perturbations_id INTEGER NOT NULL REFERENCES perturbations(id),
      perturbation TEXT NOT NULL,
      pairs INTEGER NOT NULL,      -- frames that were held against another of their sequence
      flips INTEGER NOT NULL,      -- of these, read as another class
      top5 INTEGER,                -- their top-5 distances together; none of five classes or fewer
      at INTEGER NOT NULL,
      PRIMARY KEY (perturbations_id, perturbation)
    ) STRICT, WITHOUT ROWID;
  `,
};

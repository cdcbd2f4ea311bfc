import type { Migration } from './migration';

/** Named test sets: those made of sources, and frozen selections of images. An evaluation records the set that it was made on. */
export const testSets: Migration = {
  version: 18,
  name: 'test-sets',
  sql: `
    CREATE TABLE test_sets (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      kind TEXT NOT NULL,                             -- imported: the images of its sources; hard: those of the next table
      origin TEXT,                                    -- JSON: how a hard set was made; null for an imported one
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE test_set_images (
      set_id INTEGER NOT NULL REFERENCES test_sets(id),
      image_id INTEGER NOT NULL REFERENCES images(id),
      class_id INTEGER NOT NULL REFERENCES classes(id), -- its label when the set was made
      PRIMARY KEY (set_id, image_id)
    ) STRICT, WITHOUT ROWID;

    ALTER TABLE sources ADD COLUMN set_id INTEGER REFERENCES test_sets(id);
    ALTER TABLE evaluations ADD COLUMN set_id INTEGER REFERENCES test_sets(id);  -- null: the images of its split
  `,
};

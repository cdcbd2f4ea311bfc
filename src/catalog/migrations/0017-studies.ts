import type { Migration } from './migration';

/**
 * Studies: arms times seeds, with one run of the loop for each. Trainings are kept by a key of everything that determines them, so that
 * none is done twice.
 */
export const studies: Migration = {
  version: 17,
  name: 'studies',
  sql: `
    CREATE TABLE studies (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      definition TEXT NOT NULL,                       -- JSON: question, arms with their recipes, seeds, baseline
      data_hash TEXT NOT NULL,                        -- of its images and labels
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE study_cells (
      study_id INTEGER NOT NULL REFERENCES studies(id),
      arm TEXT NOT NULL,
      seed INTEGER NOT NULL,
      experiment_id INTEGER NOT NULL REFERENCES experiments(id),
      PRIMARY KEY (study_id, arm, seed)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX study_cells_by_experiment ON study_cells(experiment_id);

    CREATE TABLE study_trainings (
      study_id INTEGER NOT NULL REFERENCES studies(id),
      key TEXT NOT NULL,                              -- sha256 of all that decides the training
      run_id INTEGER NOT NULL REFERENCES runs(id),
      PRIMARY KEY (study_id, key)
    ) STRICT, WITHOUT ROWID;
  `,
};

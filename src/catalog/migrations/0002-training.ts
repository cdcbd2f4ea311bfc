import type { Migration } from './migration';

/** Experiments, their iterations, runs with metrics by epoch, and evaluations. */
export const training: Migration = {
  version: 2,
  name: 'training',
  sql: `
    CREATE TABLE experiments (
      id INTEGER PRIMARY KEY,
      name TEXT NOT NULL UNIQUE,
      recipe TEXT NOT NULL,
      seed INTEGER NOT NULL,
      state TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE iterations (
      id INTEGER PRIMARY KEY,
      experiment_id INTEGER NOT NULL REFERENCES experiments(id),
      number INTEGER NOT NULL,
      stage TEXT NOT NULL,
      teacher_run_id INTEGER REFERENCES runs(id),
      student_run_id INTEGER REFERENCES runs(id),
      started_at INTEGER NOT NULL,
      finished_at INTEGER,
      UNIQUE (experiment_id, number)
    ) STRICT;

    CREATE TABLE runs (
      id INTEGER PRIMARY KEY,
      experiment_id INTEGER REFERENCES experiments(id),
      iteration_id INTEGER REFERENCES iterations(id),
      kind TEXT NOT NULL,
      recipe TEXT NOT NULL,
      seed INTEGER NOT NULL,
      inputs TEXT,                 -- what it learnt from, by hash, so that the run can be carried elsewhere
      device TEXT,
      versions TEXT,
      state TEXT NOT NULL,
      error TEXT,
      checkpoint TEXT,             -- relative to the project folder
      weights_hash TEXT,
      metrics TEXT,
      created_at INTEGER NOT NULL,
      started_at INTEGER,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX runs_by_experiment ON runs(experiment_id, id);
    CREATE INDEX runs_by_state ON runs(state);

    CREATE TABLE epochs (
      run_id INTEGER NOT NULL REFERENCES runs(id),
      epoch INTEGER NOT NULL,
      step INTEGER NOT NULL,
      train_loss REAL,
      train_accuracy REAL,
      validation_loss REAL,
      validation_accuracy REAL,
      learning_rate REAL,
      seconds REAL,
      images_per_second REAL,
      wait_share REAL,             -- share of the time in which the engine waited for data, 0 to 1
      at INTEGER NOT NULL,
      PRIMARY KEY (run_id, epoch)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE evaluations (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),
      split TEXT NOT NULL,
      images INTEGER NOT NULL,
      settings TEXT,
      metrics TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX evaluations_by_run ON evaluations(run_id, id);

    CREATE TABLE predictions (
      evaluation_id INTEGER NOT NULL REFERENCES evaluations(id),
      image_id INTEGER NOT NULL REFERENCES images(id),
      true_class_id INTEGER REFERENCES classes(id),
      class_id INTEGER NOT NULL REFERENCES classes(id),
      confidence REAL NOT NULL,
      PRIMARY KEY (evaluation_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX predictions_by_cell ON predictions(evaluation_id, true_class_id, class_id, confidence);
  `,
};

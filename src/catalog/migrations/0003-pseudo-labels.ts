import type { Migration } from './migration';

/**
 * Labelling runs over the pool, the pseudo-labels that they made, and which of these filter and balance kept.
 */
export const pseudoLabels: Migration = {
  version: 3,
  name: 'pseudo-labels',
  sql: `
    CREATE TABLE labelling_runs (
      id INTEGER PRIMARY KEY,
      run_id INTEGER NOT NULL REFERENCES runs(id),        -- the teacher
      iteration_id INTEGER REFERENCES iterations(id),
      state TEXT NOT NULL,
      error TEXT,
      images INTEGER NOT NULL DEFAULT 0,
      classes TEXT NOT NULL,        -- class ids in the order of the soft labels' columns
      soft_labels TEXT,             -- file of float16 [images, classes], relative to the project folder
      settings TEXT,
      ood_score TEXT,               -- which score ood_score holds
      ood_threshold REAL,
      metrics TEXT,
      created_at INTEGER NOT NULL,
      finished_at INTEGER
    ) STRICT;
    CREATE INDEX labelling_runs_by_run ON labelling_runs(run_id, id);
    CREATE INDEX labelling_runs_by_iteration ON labelling_runs(iteration_id, id);

    CREATE TABLE pseudo_labels (
      labelling_run_id INTEGER NOT NULL REFERENCES labelling_runs(id),
      image_id INTEGER NOT NULL REFERENCES images(id),
      row INTEGER NOT NULL,         -- row in the soft labels' file
      class_id INTEGER NOT NULL REFERENCES classes(id),
      confidence REAL NOT NULL,
      margin REAL NOT NULL,
      energy REAL,
      ood_score REAL,
      ood INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY (labelling_run_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX pseudo_labels_by_class ON pseudo_labels(labelling_run_id, class_id, confidence);
    CREATE INDEX pseudo_labels_by_confidence ON pseudo_labels(labelling_run_id, confidence);
    CREATE INDEX pseudo_labels_by_ood ON pseudo_labels(labelling_run_id, ood_score);

    CREATE TABLE selections (
      id INTEGER PRIMARY KEY,
      labelling_run_id INTEGER NOT NULL REFERENCES labelling_runs(id),
      iteration_id INTEGER REFERENCES iterations(id),
      settings TEXT NOT NULL,
      summary TEXT NOT NULL,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX selections_by_labelling_run ON selections(labelling_run_id, id);
    CREATE INDEX selections_by_iteration ON selections(iteration_id, id);

    CREATE TABLE selection_items (
      selection_id INTEGER NOT NULL REFERENCES selections(id),
      image_id INTEGER NOT NULL REFERENCES images(id),
      class_id INTEGER NOT NULL REFERENCES classes(id),
      state TEXT NOT NULL,
      copies INTEGER NOT NULL,
      PRIMARY KEY (selection_id, image_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX selection_items_by_state ON selection_items(selection_id, state, class_id);
  `,
};

import type { Migration } from './migration';

/**
 * Labels given by hand can be undone after a restart: each step keeps the labels and splits that its images had
 * before it.
 */
export const labelSteps: Migration = {
  version: 8,
  name: 'label-steps',
  sql: `
    CREATE TABLE label_steps (
      id INTEGER PRIMARY KEY,
      class_id INTEGER REFERENCES classes(id),  -- null: labels were taken away
      images INTEGER NOT NULL,
      undone INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE label_step_images (
      step_id INTEGER NOT NULL REFERENCES label_steps(id) ON DELETE CASCADE,
      image_id INTEGER NOT NULL REFERENCES images(id),
      class_id INTEGER REFERENCES classes(id),
      split TEXT NOT NULL,
      PRIMARY KEY (step_id, image_id)
    ) STRICT, WITHOUT ROWID;
  `,
};

import type { Migration } from './migration';

/**
 * A model's outputs for a pool are one file; the catalog keeps its name and hash. Earlier versions stored rows of `pseudo_labels` and
 * `soft_labels` instead: they stay until the labelling is first read, which writes its file.
 */
export const labellingFiles: Migration = {
  version: 13,
  name: 'labelling-files',
  sql: `
    ALTER TABLE labelling_runs ADD COLUMN file TEXT;       -- relative to the project folder
    ALTER TABLE labelling_runs ADD COLUMN file_hash TEXT;  -- changes with any byte of it
  `,
};

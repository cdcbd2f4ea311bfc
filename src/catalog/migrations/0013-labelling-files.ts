import type { Migration } from './migration';

/**
 * What a model said of a pool is one file; the catalog keeps its name and hash. Rows of `pseudo_labels` and `soft_labels` are what
 * earlier versions made instead: they stand until a labelling is first read, which writes its file.
 */
export const labellingFiles: Migration = {
  version: 13,
  name: 'labelling-files',
  sql: `
    ALTER TABLE labelling_runs ADD COLUMN file TEXT;       -- relative to the project folder
    ALTER TABLE labelling_runs ADD COLUMN file_hash TEXT;  -- changes with any byte of it
  `,
};

import type { Migration } from './migration';

/** What stopped an experiment is kept as a code and values, of which each face and language makes its own sentence. */
export const errorValues: Migration = {
  version: 11,
  name: 'error-values',
  sql: 'ALTER TABLE experiments ADD COLUMN error_values TEXT;  -- JSON object; null for errors of before',
};

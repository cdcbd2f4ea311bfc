import type { Migration } from './migration';

/** The error that stopped an experiment is kept as a code and values, from which each interface and language makes its own sentence. */
export const errorValues: Migration = {
  version: 11,
  name: 'error-values',
  sql: 'ALTER TABLE experiments ADD COLUMN error_values TEXT;  -- JSON object; null for errors of before',
};

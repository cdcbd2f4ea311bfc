import type { Migration } from './migration';

/**
 * The reason why an image or a line of a list is put aside is kept as a code and values, from which each interface and language makes its
 * own sentence.
 */
export const reasonValues: Migration = {
  version: 14,
  name: 'reason-values',
  sql: `
    ALTER TABLE images ADD COLUMN reason_values TEXT;  -- JSON object; null where the sentence has no places, and for reasons of before
    ALTER TABLE issues ADD COLUMN reason_values TEXT;
  `,
};

import type { Migration } from './migration';

/**
 * Why an experiment stopped and how it was going on, what a person notes about a run, and how likely a model held the label of an
 * image that it was measured on.
 */
export const experimentNotes: Migration = {
  version: 5,
  name: 'experiment-notes',
  sql: `
    ALTER TABLE experiments ADD COLUMN options TEXT;        -- how its loop ran last, as JSON
    ALTER TABLE experiments ADD COLUMN error TEXT;
    ALTER TABLE experiments ADD COLUMN error_code TEXT;
    ALTER TABLE runs ADD COLUMN note TEXT;
    ALTER TABLE predictions ADD COLUMN label_probability REAL;
  `,
};

import type { Migration } from './migration';

/**
 * Adds why an experiment stopped and how its loop ran last, a person's note on a run, and the probability that a model gave the label of
 * each image it was evaluated on.
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

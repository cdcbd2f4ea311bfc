import type { Migration } from './migration';

/**
 * Setting a filter and balance in place of the recipe's is a step like a decision, undone and redone in the same order: a review action
 * with the decision `choose` over no images, with the choice before and after it.
 */
export const selectionSteps: Migration = {
  version: 9,
  name: 'selection-steps',
  sql: `
    CREATE TABLE selection_steps (
      action_id INTEGER PRIMARY KEY REFERENCES review_actions(id),
      labelling_run_id INTEGER NOT NULL REFERENCES labelling_runs(id),
      before TEXT,        -- JSON; null: the recipe's
      after TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER selection_steps_stay BEFORE UPDATE ON selection_steps
      BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
    CREATE TRIGGER selection_steps_remain BEFORE DELETE ON selection_steps
      BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
  `,
};

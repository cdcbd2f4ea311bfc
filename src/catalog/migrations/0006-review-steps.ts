import type { Migration } from './migration';

/**
 * A review can also be a `reset`. Each action records its own decision. What the views of version 4 define is also kept in tables, so that
 * a million decisions can be read and undone without going through all of them. The filter and balance that a person sets in place of the
 * recipe's are stored for each labelling.
 */
export const reviewSteps: Migration = {
  version: 6,
  name: 'review-steps',
  sql: `
    DROP TRIGGER review_actions_stay;
    ALTER TABLE review_actions ADD COLUMN decision TEXT;
    ALTER TABLE review_actions ADD COLUMN class_id INTEGER REFERENCES classes(id);  -- null where its images differ in it
    ALTER TABLE review_actions ADD COLUMN images INTEGER;
    UPDATE review_actions SET (decision, class_id, images) =
      (SELECT min(decision), CASE WHEN min(class_id) = max(class_id) THEN min(class_id) END, count(*)
       FROM reviews WHERE action_id = review_actions.id)
      WHERE kind = 'decide';
    CREATE TRIGGER review_actions_stay BEFORE UPDATE ON review_actions
      BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;

    -- The newest decision of an action that counts, one row an image at most; a reset leaves none.
    DROP VIEW current_reviews;
    CREATE VIEW current_reviews AS
      SELECT r.image_id, r.id AS review_id, r.action_id, r.labelling_run_id, r.decision, r.class_id, a.who, a.at
      FROM reviews r JOIN active_actions a ON a.id = r.action_id
      WHERE r.decision <> 'reset' AND NOT EXISTS (
        SELECT 1 FROM reviews later JOIN active_actions b ON b.id = later.action_id
        WHERE later.image_id = r.image_id AND later.id > r.id);

    -- Decisions that can be undone (counts = 1: exactly active_actions) or brought back (counts = 0).
    CREATE TABLE undo_stack (
      action_id INTEGER PRIMARY KEY REFERENCES review_actions(id),
      counts INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX undo_stack_by_counts ON undo_stack(counts, action_id);
    INSERT INTO undo_stack SELECT id, 1 FROM active_actions;
    INSERT INTO undo_stack SELECT a.id, 0 FROM review_actions a
      WHERE a.kind = 'decide' AND a.id NOT IN (SELECT id FROM active_actions)
        AND NOT EXISTS (
          SELECT 1 FROM review_actions d WHERE d.kind = 'decide'
            AND d.id > (SELECT max(u.id) FROM review_actions u WHERE u.target_id = a.id));

    -- Exactly current_reviews, by image.
    CREATE TABLE standing_reviews (
      image_id INTEGER PRIMARY KEY,
      review_id INTEGER NOT NULL REFERENCES reviews(id)
    ) STRICT;
    INSERT INTO standing_reviews SELECT image_id, review_id FROM current_reviews;

    CREATE TABLE selection_choices (
      labelling_run_id INTEGER PRIMARY KEY REFERENCES labelling_runs(id),
      threshold REAL NOT NULL,
      ood_limit REAL,               -- null flags none
      quota INTEGER,                -- null: as many as there are on average
      duplicate INTEGER NOT NULL,
      max_copies INTEGER,           -- null: no limit
      who TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
  `,
};

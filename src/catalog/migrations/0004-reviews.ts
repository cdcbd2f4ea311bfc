import type { Migration } from './migration';

/**
 * Reviews are only ever added. One action of a person (one key, or one button over 5,000 images) is one row of `review_actions` with its
 * decisions; undo and redo are actions that refer to the action that they undo or redo.
 */
export const reviews: Migration = {
  version: 4,
  name: 'reviews',
  sql: `
    CREATE TABLE review_actions (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      kind TEXT NOT NULL,
      target_id INTEGER REFERENCES review_actions(id),
      who TEXT NOT NULL,
      at INTEGER NOT NULL,
      note TEXT,
      CHECK ((kind = 'decide') = (target_id IS NULL))
    ) STRICT;
    CREATE INDEX review_actions_by_target ON review_actions(target_id, id) WHERE target_id IS NOT NULL;

    CREATE TABLE reviews (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      action_id INTEGER NOT NULL REFERENCES review_actions(id),
      image_id INTEGER NOT NULL REFERENCES images(id),
      labelling_run_id INTEGER REFERENCES labelling_runs(id),
      decision TEXT NOT NULL,
      class_id INTEGER REFERENCES classes(id),
      CHECK ((decision IN ('accept', 'relabel')) = (class_id IS NOT NULL))
    ) STRICT;
    CREATE INDEX reviews_by_image ON reviews(image_id, id);
    CREATE INDEX reviews_by_action ON reviews(action_id);
    CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
    CREATE TRIGGER reviews_remain BEFORE DELETE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
    CREATE TRIGGER review_actions_stay BEFORE UPDATE ON review_actions
      BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
    CREATE TRIGGER review_actions_remain BEFORE DELETE ON review_actions
      BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;

    -- An action counts unless the newest action that points at it is an undo.
    CREATE VIEW active_actions AS
      SELECT a.id, a.who, a.at, a.note FROM review_actions a
      WHERE a.kind = 'decide' AND coalesce(
        (SELECT u.kind FROM review_actions u WHERE u.target_id = a.id ORDER BY u.id DESC LIMIT 1), 'redo') = 'redo';

    -- The newest decision of an action that counts, one row an image at most.
    CREATE VIEW current_reviews AS
      SELECT r.image_id, r.id AS review_id, r.action_id, r.labelling_run_id, r.decision, r.class_id, a.who, a.at
      FROM reviews r JOIN active_actions a ON a.id = r.action_id
      WHERE NOT EXISTS (
        SELECT 1 FROM reviews later JOIN active_actions b ON b.id = later.action_id
        WHERE later.image_id = r.image_id AND later.id > r.id);
  `,
};

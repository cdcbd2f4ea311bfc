import type { Migration } from './migration';

/**
 * A review records which review was the current one of its image before it, so that undoing it need not search the image's history, which
 * grows with each decision that was undone for good. The value is set only for reviews that can still be undone or redone; it is never
 * needed for others.
 */
export const reviewBefore: Migration = {
  version: 10,
  name: 'review-before',
  sql: `
    DROP TRIGGER reviews_stay;
    ALTER TABLE reviews ADD COLUMN before_id INTEGER REFERENCES reviews(id);  -- null: none stood
    UPDATE reviews SET before_id =
      (SELECT CASE WHEN b.decision <> 'reset' THEN b.id END
       FROM reviews b JOIN undo_stack s ON s.action_id = b.action_id
       WHERE b.image_id = reviews.image_id AND b.id < reviews.id ORDER BY b.id DESC LIMIT 1)
      WHERE action_id IN (SELECT action_id FROM undo_stack);
    CREATE TRIGGER reviews_stay BEFORE UPDATE ON reviews BEGIN SELECT RAISE(ABORT, 'reviews are append-only'); END;
  `,
};

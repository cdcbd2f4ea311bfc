import { StudioError } from '../core/errors';
import type { Connection } from './connection';
import type { Decision } from './schema';

/** A person's decision about one image. */
export interface NewReview {
  readonly imageId: number;
  readonly decision: Decision;
  /** For `accept` and `relabel`. */
  readonly classId?: number | null;
  /** What the person was looking at. */
  readonly labellingRunId?: number | null;
}

/** The decision that counts for an image: the newest that was not undone. */
export interface CurrentReview {
  readonly imageId: number;
  readonly actionId: number;
  readonly labellingRunId: number | null;
  readonly decision: Decision;
  readonly classId: number | null;
  readonly who: string;
  readonly at: number;
}

/** Decisions are only ever added: one action (a key, or a button over 5,000 images) can be undone and redone as a whole. */
export class ReviewQueries {
  constructor(private readonly connection: Connection) {}

  /** One action over any number of images; gives its id. */
  decide(reviews: Iterable<NewReview>, who: string, note: string | null = null): number {
    return this.connection.transaction(() => {
      const id = this.#action('decide', null, who, note);
      const values = function* () {
        for (const { imageId, decision, classId, labellingRunId } of reviews)
          yield [id, imageId, labellingRunId ?? null, decision, classId ?? null];
      };
      this.connection.executeMany(
        'INSERT INTO reviews (action_id, image_id, labelling_run_id, decision, class_id) VALUES (?, ?, ?, ?, ?)',
        values(),
      );
      return id;
    });
  }

  /** Takes back the newest action that counts. Throws `nothing-to-undo`. */
  undo(who: string): number {
    return this.connection.transaction(() => {
      const target = this.connection.row<{ id: number }>('SELECT max(id) AS id FROM active_actions')!.id;
      if (target === null) throw new StudioError('nothing-to-undo', 'There is no decision to undo.');
      this.#action('undo', target, who, null);
      return target;
    });
  }

  /** Brings back what was undone last, unless something was decided since. Throws `nothing-to-redo`. */
  redo(who: string): number {
    return this.connection.transaction(() => {
      const target = this.#redoable();
      if (target === null)
        throw new StudioError('nothing-to-redo', 'There is no undone decision to bring back.');
      this.#action('redo', target, who, null);
      return target;
    });
  }

  /** The decisions that count, by image. */
  current(): CurrentReview[] {
    return this.connection.rows(
      `SELECT image_id AS imageId, action_id AS actionId, labelling_run_id AS labellingRunId, decision,
         class_id AS classId, who, at FROM current_reviews ORDER BY image_id`,
    );
  }

  /** Undone actions after the last decision are a stack: the lowest of them was undone last. */
  #redoable(): number | null {
    return this.connection.row<{ id: number | null }>(
      `SELECT min(a.id) AS id FROM review_actions a
       WHERE a.kind = 'decide' AND a.id NOT IN (SELECT id FROM active_actions)
         AND NOT EXISTS (
           SELECT 1 FROM review_actions d WHERE d.kind = 'decide'
             AND d.id > (SELECT max(u.id) FROM review_actions u WHERE u.target_id = a.id))`,
    )!.id;
  }

  #action(kind: 'decide' | 'undo' | 'redo', target: number | null, who: string, note: string | null): number {
    return this.connection.execute(
      'INSERT INTO review_actions (kind, target_id, who, at, note) VALUES (?, ?, ?, ?, ?)',
      [kind, target, who, Date.now(), note],
    ).id;
  }
}

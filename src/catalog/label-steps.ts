import { StudioError } from '../core/errors';
import type { Connection } from './connection';
import type { LabelQueries, LabelState } from './labels';

/** A labelling by a person that can be undone or brought back. */
export interface LabelStep {
  readonly id: number;
  /** The class that was given; null: labels were taken away. */
  readonly classId: number | null;
  readonly images: number;
}

/**
 * Labels that a person gives, one undoable step for any number of images, without limit and across restarts. Undoing adds to the
 * images' history, so nothing is lost.
 */
export class LabelStepQueries {
  constructor(
    private readonly connection: Connection,
    private readonly labels: LabelQueries,
  ) {}

  /** Gives a class, or with null takes labels away; tells how many images changed. */
  set(imageIds: Iterable<number>, classId: number | null, who: string): number {
    return this.connection.transaction(() => {
      const before = this.labels.set(imageIds, classId, who);
      if (before.length === 0) return 0;
      // What was undone before cannot be brought back over a newer label.
      this.connection.execute('DELETE FROM label_steps WHERE undone = 1');
      const { id } = this.connection.execute(
        'INSERT INTO label_steps (class_id, images, undone) VALUES (?, ?, 0)',
        [classId, before.length],
      );
      this.#keep(id, before);
      return before.length;
    });
  }

  /** Takes the newest step back; gives the images that it changed. Throws `nothing-to-undo`. */
  undo(who: string): Int32Array {
    const { undo } = this.steps();
    if (!undo) throw new StudioError('nothing-to-undo', 'There is no label to undo.');
    return this.#turn(undo, who, 1);
  }

  /** Brings back what was undone last, unless a label was given since; gives the images that it changed. Throws `nothing-to-redo`. */
  redo(who: string): Int32Array {
    const { redo } = this.steps();
    if (!redo) throw new StudioError('nothing-to-redo', 'There is no undone label to bring back.');
    return this.#turn(redo, who, 0);
  }

  /** What undo and redo would act on. */
  steps(): { undo: LabelStep | null; redo: LabelStep | null } {
    return { undo: this.#top('DESC', 0), redo: this.#top('ASC', 1) };
  }

  #top(order: 'ASC' | 'DESC', undone: 0 | 1): LabelStep | null {
    const step = this.connection.row<LabelStep>(
      `SELECT id, class_id AS classId, images FROM label_steps WHERE undone = ? ORDER BY id ${order} LIMIT 1`,
      [undone],
    );
    return step ?? null;
  }

  /** Puts a step's images back to what it keeps of them, and keeps what they were until now. */
  #turn({ id }: LabelStep, who: string, undone: 0 | 1): Int32Array {
    return this.connection.transaction(() => {
      const kept = this.connection.rows<LabelState>(
        `SELECT image_id AS imageId, class_id AS classId, split FROM label_step_images
         WHERE step_id = ? ORDER BY image_id`,
        [id],
      );
      this.#keep(id, this.labels.restore(kept, who));
      this.connection.execute('UPDATE label_steps SET undone = ? WHERE id = ?', [undone, id]);
      return Int32Array.from(kept, ({ imageId }) => imageId);
    });
  }

  #keep(step: number, states: readonly LabelState[]): void {
    this.connection.executeMany(
      'REPLACE INTO label_step_images (step_id, image_id, class_id, split) VALUES (?, ?, ?, ?)',
      states.map(({ imageId, classId, split }) => [step, imageId, classId, split]),
    );
  }
}

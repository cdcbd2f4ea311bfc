import { studioError } from '../core/errors';
import type { LabelStep } from '../core/vocabulary/labels';
import type { Connection } from './connection';
import type { LabelQueries, LabelState } from './labels';

/** A step that was undone or brought back. */
export interface SteppedImages {
  readonly step: LabelStep;
  /** The images that it changed. */
  readonly ids: Int32Array;
}

/**
 * Labels given by a person. Each step covers any number of images and can be undone, without limit and across
 * restarts. Undoing adds entries to the images' history, so nothing is lost.
 */
export class LabelStepQueries {
  constructor(
    private readonly connection: Connection,
    private readonly labels: LabelQueries,
  ) {}

  /** Gives images a class, or with null removes their labels; returns how many changed. */
  set(imageIds: Iterable<number>, classId: number | null, who: string): number {
    return this.connection.transaction(() => {
      const before = this.labels.set(imageIds, classId, who);
      if (before.length === 0) return 0;
      // After a newer label, steps undone before it can no longer be redone.
      this.connection.execute('DELETE FROM label_steps WHERE undone = 1');
      const { id } = this.connection.execute(
        'INSERT INTO label_steps (class_id, images, undone) VALUES (?, ?, 0)',
        [classId, before.length],
      );
      this.connection.executeMany(
        'INSERT INTO label_step_images (step_id, image_id, class_id, split) VALUES (?, ?, ?, ?)',
        before.map(({ imageId, classId: had, split }) => [id, imageId, had, split]),
      );
      return before.length;
    });
  }

  /**
   * Undoes the newest step; returns the images that it changed. An image that got another label meanwhile, by
   * an import or on another screen, keeps that label. Throws `no-label-to-undo`.
   */
  undo(who: string): SteppedImages {
    const { undo: step } = this.steps();
    if (!step) throw studioError('no-label-to-undo', {});
    return this.#turn(step, 1, (images) => this.labels.restore(images, who));
  }

  /**
   * Redoes the step undone last, unless a label was given since; returns the images that it changed, as
   * `undo` does. Throws `no-label-to-redo`.
   */
  redo(who: string): SteppedImages {
    const { redo: step } = this.steps();
    if (!step) throw studioError('no-label-to-redo', {});
    return this.#turn(step, 0, (images) =>
      this.labels.set(
        images.map(({ imageId }) => imageId),
        step.classId,
        who,
      ),
    );
  }

  /** The steps that undo and redo would act on. */
  steps(): { undo: LabelStep | null; redo: LabelStep | null } {
    return { undo: this.#top('DESC', 0), redo: this.#top('ASC', 1) };
  }

  /** The newest steps, at most `limit`, newest first; those that were undone are the newest of all. */
  history(limit: number): (LabelStep & { readonly undone: boolean })[] {
    return this.connection
      .rows<LabelStep & { undone: number }>(
        'SELECT id, class_id AS classId, images, undone FROM label_steps ORDER BY id DESC LIMIT ?',
        [limit],
      )
      .map((step) => ({ ...step, undone: step.undone === 1 }));
  }

  #top(order: 'ASC' | 'DESC', undone: 0 | 1): LabelStep | null {
    const step = this.connection.row<LabelStep>(
      `SELECT id, class_id AS classId, images FROM label_steps WHERE undone = ? ORDER BY id ${order} LIMIT 1`,
      [undone],
    );
    return step ?? null;
  }

  /** Acts on those images of a step that still have the label that the step, or undoing it, gave them. */
  #turn(step: LabelStep, undone: 0 | 1, work: (before: LabelState[]) => void): SteppedImages {
    const expected = undone ? '@classId' : 's.class_id';
    return this.connection.transaction(() => {
      const before = this.connection.rows<LabelState>(
        `SELECT s.image_id AS imageId, s.class_id AS classId, s.split
         FROM label_step_images s JOIN images i ON i.id = s.image_id
         WHERE s.step_id = @id AND i.class_id IS ${expected} ORDER BY s.image_id`,
        undone ? { id: step.id, classId: step.classId } : { id: step.id },
      );
      work(before);
      this.connection.execute('UPDATE label_steps SET undone = ? WHERE id = ?', [undone, step.id]);
      return { step, ids: Int32Array.from(before, ({ imageId }) => imageId) };
    });
  }
}

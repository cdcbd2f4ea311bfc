import { studioError } from '../../core/errors';
import type { LabelStep, Marked } from '../../core/vocabulary/labels';
import type { MarkChange } from '../../core/vocabulary/marks';
import type { Connection } from '../database/connection';
import type { ExclusionQueries } from '../images/exclusions';
import type { LabelQueries, LabelState } from '../images/labels';
import { starMark } from './mark-column';
import { type MarkQueries, stepOf } from './marks';

/** A step that was undone or redone. */
export interface SteppedImages {
  readonly step: LabelStep;
  /** The images that it changed. */
  readonly ids: Int32Array;
}

/** A step as its table holds it, with the name of the tag that it was about. */
interface StoredStep {
  readonly id: number;
  readonly classId: number | null;
  readonly images: number;
  readonly undone: number;
  readonly mark: number | null;
  readonly given: number | null;
  readonly note: string | null;
  readonly excluded: number | null;
  readonly tag: string | null;
  readonly at: number | null;
}

const stored = `SELECT s.id, s.class_id AS classId, s.images, s.undone, s.mark, s.given, s.note, s.excluded, t.name AS tag, s.at
  FROM label_steps s LEFT JOIN tags t ON t.id = s.mark`;

const told = ({ id, classId, images, ...its }: StoredStep): LabelStep => ({
  ...{ id, classId, images },
  marked: markedBy(its),
  excluded: its.excluded === null ? null : its.excluded === 1,
});

/** A step of marks, with its time. */
export type MarkedStep = LabelStep & { readonly at: number };

const dated = (step: StoredStep, at: number): MarkedStep => ({ ...told(step), at });

function markedBy({
  mark,
  given,
  note,
  tag,
}: Pick<StoredStep, 'mark' | 'given' | 'note' | 'tag'>): Marked | null {
  if (note !== null) return { kind: 'note', note };
  if (mark === null) return null;
  const on = given === 1;
  return mark === starMark ? { kind: 'star', on } : { kind: 'tag', on, name: tag ?? '' };
}

/**
 * Labels and marks that a person gave, and images that a person excluded, as steps. Each step covers any number of images and can be
 * undone, without limit and across restarts. Undoing adds entries to the images' history, so nothing is lost.
 */
export class LabelStepQueries {
  constructor(
    private readonly connection: Connection,
    private readonly labels: LabelQueries,
    private readonly marks: MarkQueries,
    private readonly exclusions: ExclusionQueries,
  ) {}

  /** Gives images a class, or removes their labels if it is null; returns how many changed. */
  set(imageIds: Iterable<number>, classId: number | null, who: string): number {
    return this.connection.transaction(() => {
      const before = this.labels.set(imageIds, classId, who);
      if (before.length === 0) return 0;
      this.#forgetUndone();
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

  /** Excludes images from everything, or brings them back; returns how many changed. */
  exclude(imageIds: Iterable<number>, excluded: boolean, who: string): number {
    return this.connection.transaction(() => {
      const changed = this.exclusions.set(imageIds, excluded, who);
      if (changed.length === 0) return 0;
      this.#forgetUndone();
      const { id } = this.connection.execute(
        'INSERT INTO label_steps (images, undone, excluded) VALUES (?, 0, ?)',
        [changed.length, excluded ? 1 : 0],
      );
      this.connection.execute(
        `INSERT INTO label_step_images (step_id, image_id, split)
         SELECT ?, i.id, i.split FROM json_each(?) j JOIN images i ON i.id = j.value`,
        [id, JSON.stringify(changed)],
      );
      return changed.length;
    });
  }

  /** Changes tags, stars or notes of images; returns how many pictures changed. Throws `unknown-tag`. */
  mark(imageIds: Iterable<number>, change: MarkChange): number {
    return this.connection.transaction(() => {
      const { mark, given, note } = stepOf(0, change);
      const { id } = this.connection.execute(
        'INSERT INTO label_steps (images, undone, mark, given, note, at) VALUES (0, 0, ?, ?, ?, ?)',
        [mark, given, note, Date.now()],
      );
      const images = this.marks.write(id, imageIds, change);
      if (images === 0) this.connection.execute('DELETE FROM label_steps WHERE id = ?', [id]);
      else {
        this.connection.execute('UPDATE label_steps SET images = ? WHERE id = ?', [images, id]);
        this.#forgetUndone();
        // Marks can be set during a review as well, so decisions undone there can no longer be redone either.
        this.connection.execute('DELETE FROM undo_stack WHERE counts = 0');
      }
      return images;
    });
  }

  /** After a newer step, steps undone before it can no longer be redone. */
  #forgetUndone(): void {
    this.connection.execute('DELETE FROM label_steps WHERE undone = 1');
  }

  /**
   * Undoes the newest step; returns the images that it changed. An image that got another label meanwhile, by
   * an import or on another screen, keeps that label. Throws `no-label-to-undo`.
   */
  undo(who: string): SteppedImages {
    const step = this.#top('DESC', 0);
    if (!step) throw studioError('no-label-to-undo', {});
    return this.#turn(step, 1, who, (images) => this.labels.restore(images, who));
  }

  /**
   * Redoes the step undone last, unless a label was given since; returns the images that it changed, as
   * `undo` does. Throws `no-label-to-redo`.
   */
  redo(who: string): SteppedImages {
    const step = this.#top('ASC', 1);
    if (!step) throw studioError('no-label-to-redo', {});
    return this.#turn(step, 0, who, (images) =>
      this.labels.set(
        images.map(({ imageId }) => imageId),
        step.classId,
        who,
      ),
    );
  }

  /** The steps that undo and redo would act on. */
  steps(): { undo: LabelStep | null; redo: LabelStep | null } {
    const [undo, redo] = [this.#top('DESC', 0), this.#top('ASC', 1)];
    return { undo: undo && told(undo), redo: redo && told(redo) };
  }

  /**
   * The steps of marks that undo and redo would act on, unless a label step comes first; for screens whose undo covers marks but not
   * labels.
   */
  markSteps(): { undo: MarkedStep | null; redo: MarkedStep | null } {
    const asMark = (step: StoredStep | null) => (step && step.at !== null ? dated(step, step.at) : null);
    return { undo: asMark(this.#top('DESC', 0)), redo: asMark(this.#top('ASC', 1)) };
  }

  /** The newest steps of marks that `markSteps` can reach, at most `limit`, newest first. */
  markHistory(limit: number): (MarkedStep & { readonly undone: boolean })[] {
    return this.connection
      .rows<StoredStep & { at: number }>(
        `${stored} WHERE s.at IS NOT NULL AND CASE s.undone
           WHEN 0 THEN s.id > coalesce((SELECT max(id) FROM label_steps WHERE at IS NULL AND undone = 0), 0)
           ELSE s.id < coalesce((SELECT min(id) FROM label_steps WHERE at IS NULL AND undone = 1), s.id + 1) END
         ORDER BY s.id DESC LIMIT ?`,
        [limit],
      )
      .map((step) => ({ ...dated(step, step.at), undone: step.undone === 1 }));
  }

  /** The newest steps, at most `limit`, newest first; those that were undone are the newest of all. */
  history(limit: number): (LabelStep & { readonly undone: boolean })[] {
    return this.connection
      .rows<StoredStep>(`${stored} ORDER BY s.id DESC LIMIT ?`, [limit])
      .map((step) => ({ ...told(step), undone: step.undone === 1 }));
  }

  #top(order: 'ASC' | 'DESC', undone: 0 | 1): StoredStep | null {
    const sql = `${stored} WHERE s.undone = ? ORDER BY s.id ${order} LIMIT 1`;
    return this.connection.row<StoredStep>(sql, [undone]) ?? null;
  }

  /** Acts on those images of a step that still have the label that the step, or undoing it, gave them. */
  #turn(step: StoredStep, undone: 0 | 1, who: string, work: (before: LabelState[]) => void): SteppedImages {
    if (markedBy(step)) return this.#turnMarks(step, undone);
    if (step.excluded !== null) return this.#turnExclusion(step, undone, who);
    const expected = undone ? '@classId' : 's.class_id';
    return this.connection.transaction(() => {
      const before = this.connection.rows<LabelState>(
        `SELECT s.image_id AS imageId, s.class_id AS classId, s.split
         FROM label_step_images s JOIN images i ON i.id = s.image_id
         WHERE s.step_id = @id AND i.class_id IS ${expected} ORDER BY s.image_id`,
        undone ? { id: step.id, classId: step.classId } : { id: step.id },
      );
      work(before);
      this.#note(step, undone);
      return { step: told(step), ids: Int32Array.from(before, ({ imageId }) => imageId) };
    });
  }

  #turnExclusion(step: StoredStep, undone: 0 | 1, who: string): SteppedImages {
    return this.connection.transaction(() => {
      const ids = this.connection.column<number>(
        'SELECT image_id FROM label_step_images WHERE step_id = ? ORDER BY image_id',
        [step.id],
      );
      const changed = this.exclusions.set(ids, (step.excluded === 1) === (undone === 0), who);
      this.#note(step, undone);
      return { step: told(step), ids: Int32Array.from(changed) };
    });
  }

  #turnMarks(step: StoredStep, undone: 0 | 1): SteppedImages {
    return this.connection.transaction(() => {
      this.marks.turn(step, undone === 0);
      this.#note(step, undone);
      return { step: told(step), ids: this.marks.imagesOf(step.id) };
    });
  }

  #note({ id }: StoredStep, undone: 0 | 1): void {
    this.connection.execute('UPDATE label_steps SET undone = ? WHERE id = ?', [undone, id]);
  }
}

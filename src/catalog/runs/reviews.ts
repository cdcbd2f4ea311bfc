import { studioError } from '../../core/errors';
import type { SelectionChoice } from '../../core/selection';
import type { TaughtFlag } from '../../core/stored/columns';
import { decisionCode } from '../../core/vocabulary/decisions';
import type { Connection } from '../database/connection';
import type { Decision, ReviewAction } from '../database/schema';
import { LabellingRunQueries } from './labelling-runs';
import { SelectionChoiceQueries } from './selection-choices';

/** What a step set for a labelling: the filter and balance, and the number of the teaching if the step changed that. */
type Chosen = SelectionChoice & { readonly teaching?: number };

/** A choice as it was stored; before version 22 no class had a threshold of its own. */
const chosenOf = (text: string): Chosen => ({ classThresholds: [], ...JSON.parse(text) });

/** The decision of an action `a`, whose choice is `s`: a choice that contains a teaching is shown as `teach`. */
const decisionOf = `CASE WHEN json_extract(s.after, '$.teaching') IS NULL THEN a.decision ELSE 'teach' END`;

/** One decision of a person about any number of images. */
export interface NewStep {
  readonly decision: ReviewAction;
  readonly imageIds: ArrayLike<number>;
  /** For `accept` and `relabel`: one class for all images, or one for each. */
  readonly classId?: number | ArrayLike<number> | null;
  /** The view that the person was looking at. */
  readonly labellingRunId?: number | null;
}

/** A step that can be undone or brought back. */
export interface ReviewStep {
  /** `choose`: the filter and balance of a labelling were set; `teach`: decisions taught its flag. */
  readonly decision: ReviewAction | 'choose' | 'teach';
  /** The number of images; 0 for `choose` and `teach`. */
  readonly images: number;
  /** The class; null if the decision has none, or one for each image. */
  readonly classId: number | null;
  /** For `choose` and `teach`. */
  readonly labellingRunId: number | null;
  readonly at: number;
}

/** The decision that counts for an image: the newest one that was not undone, unless it is a reset. */
export interface CurrentReview {
  readonly imageId: number;
  readonly actionId: number;
  readonly labellingRunId: number | null;
  readonly decision: Decision;
  readonly classId: number | null;
  readonly who: string;
  readonly at: number;
}

/** Decisions as columns of equal length, so that a million of them need no million objects. */
export interface DecisionColumns {
  readonly imageIds: Int32Array;
  /** `decisionCode` of core/review; 0 if no decision counts. */
  readonly decisions: Uint8Array;
  /** 0 if the decision has no class. */
  readonly classIds: Int32Array;
}

/** What people said about one image. */
export interface ReviewEntry {
  /** The labelling in which it was decided; null if there was none. */
  readonly labellingRunId: number | null;
  readonly decision: ReviewAction;
  readonly classId: number | null;
  readonly who: string;
  readonly at: number;
}

const insertReviews = `
  INSERT INTO reviews (action_id, image_id, labelling_run_id, decision, class_id, before_id)
  SELECT @action, value, @labelling, @decision, @classId,
    (SELECT review_id FROM standing_reviews WHERE image_id = value)
  FROM json_each(@imageIds)`;

/** Makes the decisions of an action the current ones; they are the newest of their images. */
const stand = [
  `REPLACE INTO standing_reviews SELECT image_id, id FROM reviews WHERE action_id = ? AND decision <> 'reset'`,
  `DELETE FROM standing_reviews WHERE image_id IN (SELECT image_id FROM reviews WHERE action_id = ? AND decision = 'reset')`,
];

/** Restores what was current before an action, whose decisions are the newest of their images. */
const standBack = [
  'REPLACE INTO standing_reviews SELECT image_id, before_id FROM reviews WHERE action_id = ? AND before_id IS NOT NULL',
  'DELETE FROM standing_reviews WHERE image_id IN (SELECT image_id FROM reviews WHERE action_id = ? AND before_id IS NULL)',
];

/** The class that a row names, under its present id: the class may have been merged into another. */
const currentClass = (table: string) =>
  `(SELECT coalesce(c.merged_into, c.id) FROM classes c WHERE c.id = ${table}.class_id)`;

/**
 * Decisions are only ever added: one action (a key, a button over 5,000 images, a threshold) can be undone
 * and redone as a whole, without limit. The tables `undo_stack` and `standing_reviews` are updated in the
 * same transaction and hold what the views `active_actions` and `current_reviews` define.
 */
export class ReviewQueries {
  readonly #choices: SelectionChoiceQueries;
  readonly #labellings: LabellingRunQueries;

  constructor(private readonly connection: Connection) {
    this.#choices = new SelectionChoiceQueries(connection);
    this.#labellings = new LabellingRunQueries(connection);
  }

  /**
   * Stores one action over any number of images; returns its id. Throws `nothing-to-decide` for no images.
   */
  decide(step: NewStep, who: string, note: string | null = null): number {
    const groups = groupsOf(step);
    const images = groups.reduce((sum, { imageIds }) => sum + imageIds.length, 0);
    if (images === 0) throw studioError('nothing-to-decide', {});
    return this.connection.transaction(() => {
      const { id: action } = this.connection.execute(
        `INSERT INTO review_actions (kind, who, at, note, decision, class_id, images)
         VALUES ('decide', ?, ?, ?, ?, ?, ?)`,
        [who, Date.now(), note, step.decision, groups.length === 1 ? groups[0].classId : null, images],
      );
      for (const { classId, imageIds } of groups)
        this.connection.execute(insertReviews, {
          action,
          labelling: step.labellingRunId ?? null,
          decision: step.decision,
          classId,
          imageIds: JSON.stringify(imageIds),
        });
      this.#push(action);
      this.#restand(stand, action);
      return action;
    });
  }

  /** Sets the filter and balance of a labelling, as an action; returns its id. */
  choose(labellingRunId: number, choice: SelectionChoice, who: string): number {
    return this.connection.transaction(() =>
      this.#chosen(labellingRunId, this.#choices.get(labellingRunId) ?? null, choice, who),
    );
  }

  /**
   * Flags the images of a labelling by scores learned from decisions, in place of those that flag them now, as an action; returns its id.
   * `before` and `after` are the filter and balance, whose limits belong to the earlier and the new scores.
   */
  teach(
    labellingRunId: number,
    taught: TaughtFlag,
    { before, after }: { readonly before: SelectionChoice; readonly after: SelectionChoice },
    who: string,
  ): number {
    return this.connection.transaction(() => {
      const { teaching } = this.#labellings.get(labellingRunId);
      const next = this.#labellings.addTeaching(labellingRunId, taught);
      return this.#chosen(labellingRunId, { ...before, teaching }, { ...after, teaching: next }, who);
    });
  }

  #chosen(labellingRunId: number, before: Chosen | null, after: Chosen, who: string): number {
    const { id: action } = this.connection.execute(
      `INSERT INTO review_actions (kind, who, at, decision, images) VALUES ('decide', ?, ?, 'choose', 0)`,
      [who, Date.now()],
    );
    this.connection.execute(
      'INSERT INTO selection_steps (action_id, labelling_run_id, before, after) VALUES (?, ?, ?, ?)',
      [action, labellingRunId, before ? JSON.stringify(before) : null, JSON.stringify(after)],
    );
    this.#push(action);
    this.#choices.set(labellingRunId, after, who);
    return action;
  }

  /** Undoes the newest action; returns its id. Throws `nothing-to-undo`. */
  undo(who: string): number {
    return this.connection.transaction(() => {
      const target = this.#top('max', 1);
      if (target === null) throw studioError('nothing-to-undo', {});
      return this.#turn('undo', target, who);
    });
  }

  /**
   * Redoes the action undone last, unless something was decided since; returns its id. Throws
   * `nothing-to-redo`.
   */
  redo(who: string): number {
    return this.connection.transaction(() => {
      const target = this.#top('min', 0);
      if (target === null) throw studioError('nothing-to-redo', {});
      return this.#turn('redo', target, who);
    });
  }

  /** The actions that undo and redo would act on. */
  steps(): { undo: ReviewStep | null; redo: ReviewStep | null } {
    return { undo: this.#step(this.#top('max', 1)), redo: this.#step(this.#top('min', 0)) };
  }

  /** The newest actions, at most `limit`, newest first; those that were undone are the newest of all. */
  stepHistory(limit: number): (ReviewStep & { readonly id: number; readonly undone: boolean })[] {
    return this.connection
      .rows<ReviewStep & { id: number; counts: number }>(
        `SELECT u.action_id AS id, u.counts, ${decisionOf} AS decision, a.images, ${currentClass('a')} AS classId,
           s.labelling_run_id AS labellingRunId, a.at
         FROM undo_stack u JOIN review_actions a ON a.id = u.action_id LEFT JOIN selection_steps s ON s.action_id = a.id
         ORDER BY u.action_id DESC LIMIT ?`,
        [limit],
      )
      .map(({ counts, ...step }) => ({ ...step, undone: counts === 0 }));
  }

  /** The decisions that count, by image. */
  current(): CurrentReview[] {
    return this.connection.rows(
      `SELECT r.image_id AS imageId, r.action_id AS actionId, r.labelling_run_id AS labellingRunId, r.decision,
         r.class_id AS classId, a.who, a.at
       FROM standing_reviews s JOIN reviews r ON r.id = s.review_id JOIN review_actions a ON a.id = r.action_id
       ORDER BY s.image_id`,
    );
  }

  /** The decisions that count, by image. */
  columns(): DecisionColumns {
    return this.#columns(
      'SELECT count(*) AS n FROM standing_reviews',
      `SELECT s.image_id, r.decision, r.class_id FROM standing_reviews s JOIN reviews r ON r.id = s.review_id
       ORDER BY s.image_id`,
      [],
    );
  }

  /** The decisions that now count for the images of an action. */
  columnsOf(actionId: number): DecisionColumns {
    return this.#columns(
      'SELECT count(*) AS n FROM reviews WHERE action_id = ?',
      `SELECT t.image_id, r.decision, r.class_id FROM reviews t
       LEFT JOIN standing_reviews s ON s.image_id = t.image_id LEFT JOIN reviews r ON r.id = s.review_id
       WHERE t.action_id = ?`,
      [actionId],
    );
  }

  /** The decisions on an image that were not undone, oldest first. */
  history(imageId: number): ReviewEntry[] {
    return this.connection.rows(
      `SELECT r.labelling_run_id AS labellingRunId, r.decision, ${currentClass('r')} AS classId, a.who, a.at
       FROM reviews r JOIN undo_stack s ON s.action_id = r.action_id AND s.counts = 1
       JOIN review_actions a ON a.id = r.action_id WHERE r.image_id = ? ORDER BY r.id`,
      [imageId],
    );
  }

  #top(which: 'max' | 'min', counts: 0 | 1): number | null {
    return this.connection.row<{ id: number | null }>(
      `SELECT ${which}(action_id) AS id FROM undo_stack WHERE counts = ?`,
      [counts],
    )!.id;
  }

  #step(actionId: number | null): ReviewStep | null {
    if (actionId === null) return null;
    return this.connection.row<ReviewStep>(
      `SELECT ${decisionOf} AS decision, a.images, ${currentClass('a')} AS classId, s.labelling_run_id AS labellingRunId, a.at
       FROM review_actions a LEFT JOIN selection_steps s ON s.action_id = a.id WHERE a.id = ?`,
      [actionId],
    )!;
  }

  /** Makes an action the newest that can be undone. Actions undone before it can no longer be redone. */
  #push(action: number): void {
    this.connection.execute('DELETE FROM undo_stack WHERE counts = 0');
    this.connection.execute('DELETE FROM label_steps WHERE undone = 1 AND at IS NOT NULL');
    this.connection.execute('INSERT INTO undo_stack (action_id, counts) VALUES (?, 1)', [action]);
  }

  #turn(kind: 'undo' | 'redo', target: number, who: string): number {
    this.connection.execute('INSERT INTO review_actions (kind, target_id, who, at) VALUES (?, ?, ?, ?)', [
      ...[kind, target, who, Date.now()],
    ]);
    this.connection.execute('UPDATE undo_stack SET counts = ? WHERE action_id = ?', [
      ...[kind === 'redo' ? 1 : 0, target],
    ]);
    this.#restand(kind === 'redo' ? stand : standBack, target);
    this.#rechoose(kind, target, who);
    return target;
  }

  /**
   * Sets a labelling's filter and balance to what they were before or after an action; does nothing if the
   * action did not set them.
   */
  #rechoose(kind: 'undo' | 'redo', actionId: number, who: string): void {
    const step = this.connection.row<{ labelling: number; before: string | null; after: string }>(
      'SELECT labelling_run_id AS labelling, before, after FROM selection_steps WHERE action_id = ?',
      [actionId],
    );
    if (!step) return;
    const choice = kind === 'undo' ? step.before : step.after;
    if (choice === null) this.#choices.clear(step.labelling);
    else {
      const chosen = chosenOf(choice);
      this.#choices.set(step.labelling, chosen, who);
      if (chosen.teaching !== undefined) this.#labellings.setTeaching(step.labelling, chosen.teaching);
    }
  }

  /**
   * Actions are done and undone in the order of a stack: their decisions are the newest of their images, so
   * no others need to be read.
   */
  #restand(statements: readonly string[], actionId: number): void {
    for (const statement of statements) this.connection.execute(statement, [actionId]);
  }

  #columns(count: string, select: string, values: readonly number[]): DecisionColumns {
    const { n } = this.connection.row<{ n: number }>(count, values)!;
    const columns = {
      imageIds: new Int32Array(n),
      decisions: new Uint8Array(n),
      classIds: new Int32Array(n),
    };
    this.connection.each(select, values, ([imageId, decision, classId], at) => {
      columns.imageIds[at] = imageId as number;
      columns.decisions[at] = decision === null ? 0 : decisionCode(decision as ReviewAction);
      columns.classIds[at] = (classId as number | null) ?? 0;
    });
    return columns;
  }
}

/** Groups the images of a step by the class that they get; an image that is listed twice is taken once, with its last class. */
function groupsOf({
  decision,
  imageIds,
  classId,
}: NewStep): { classId: number | null; imageIds: number[] }[] {
  const classed = decision === 'accept' || decision === 'relabel';
  if (classed && (classId === undefined || classId === null)) throw studioError('class-missing', {});
  const each = classed && typeof classId === 'object' ? classId : null;
  const classOf = new Map<number, number | null>();
  for (let i = 0; i < imageIds.length; i++)
    classOf.set(imageIds[i], each ? each[i] : classed ? (classId as number) : null);
  const groups = new Map<number | null, number[]>();
  for (const [imageId, group] of classOf) {
    const members = groups.get(group);
    if (members) members.push(imageId);
    else groups.set(group, [imageId]);
  }
  return Array.from(groups, ([group, members]) => ({ classId: group, imageIds: members }));
}

import type { LabellingRun } from '../../../catalog';
import { studioError } from '../../../core/errors';
import type { SelectionChoice } from '../../../core/selection';
import type { TaughtFlag } from '../../../core/stored/columns';
import type { ReviewAction } from '../../../core/vocabulary/decisions';
import { isReadable, labellingColumns, labellingPath, withLabelling } from '../../labelling/file/labelling';
import { teachFlag } from '../../labelling/file/taught-flag';
import { goneFrom } from '../../labelling/rows/gone';
import { choiceFor } from '../../labelling/rule/rule';
import { person } from '../../project/context/person';
import type { Project } from '../../project/folder/project';
import { recipeOf } from '../../project/runs/run-model';
import { ReviewTable } from './table';

/** How many labellings are kept in memory, at about 60 bytes per image. */
const keptTables = 2;

/** The labellings of a project that are being reviewed. Decisions are stored in the catalog and passed to every open table. */
export class Reviews {
  readonly #tables = new Map<number, Promise<ReviewTable>>();
  /** The last teaching of a flag: they run one after the other, since each has a number. */
  #taught: Promise<unknown> = Promise.resolve();

  constructor(private readonly project: Project) {}

  /** A labelling's table, loaded at the first call. Throws `unknown-labelling`, `labelling-unfinished`. */
  table(labellingId: number): Promise<ReviewTable> {
    const known = this.#tables.get(labellingId);
    this.#tables.delete(labellingId);
    const table = known ?? this.#load(labellingId);
    this.#tables.set(labellingId, table);
    // A table that failed to load must not be cached.
    table.catch(() => this.#tables.delete(labellingId));
    for (const id of this.#tables.keys()) if (this.#tables.size > keptTables) this.#tables.delete(id);
    return table;
  }

  /** Drops all tables, because classes have changed; they are loaded again when needed. */
  forget(): void {
    this.#tables.clear();
  }

  /** Called when images changed: which of them are still in the pool is determined again when it is next needed. */
  outdateImages(): void {
    // A table that failed to load is already removed.
    for (const table of this.#tables.values())
      table.then(
        (loaded) => loaded.outdateImages(),
        () => {},
      );
  }

  /** Decides about rows of a labelling as one step, which is stored before this returns. */
  async decide(
    labellingId: number,
    { rows, decision, classId }: { rows: Int32Array; decision: ReviewAction; classId?: number },
  ): Promise<void> {
    const table = await this.table(labellingId);
    for (const row of rows) table.checkRow(row);
    const imageIds = rows.map((row) => table.columns.imageIds[row]);
    const shown = decision === 'accept' ? rows.map((row) => table.classIdOf(row)) : null;
    if (classId !== undefined && !table.positions.has(classId))
      throw studioError('unknown-class', { id: String(classId) });
    const step = { decision, imageIds, classId: shown ?? classId, labellingRunId: labellingId };
    await this.#tell(this.project.catalog.reviews.decide(step, person()));
  }

  /** Undoes the last step and returns the images whose decision changed. Throws `nothing-to-undo`. */
  async undo(): Promise<Int32Array> {
    return this.#tell(this.project.catalog.reviews.undo(person()));
  }

  /** Redoes the next step and returns the images whose decision changed. Throws `nothing-to-redo`. */
  async redo(): Promise<Int32Array> {
    return this.#tell(this.project.catalog.reviews.redo(person()));
  }

  /** Stores a choice that replaces the recipe's, as an undoable step. */
  async choose(labellingId: number, choice: SelectionChoice): Promise<void> {
    await this.table(labellingId);
    await this.#tell(this.project.catalog.reviews.choose(labellingId, choice, person()));
  }

  /**
   * Lets all decisions so far teach the flag of a labelling, as an undoable step; null if none says that one of its images belongs to no
   * class. If these are too few, nothing changes and only their number is returned. Throws `flag-no-score`.
   */
  teach(labellingId: number): Promise<TaughtFlag | null> {
    const taught = this.#taught.then(() => this.#teach(labellingId));
    this.#taught = taught.catch(() => {});
    return taught;
  }

  async #teach(labellingId: number): Promise<TaughtFlag | null> {
    const { project } = this;
    const { labelling, score, columns, choice } = await this.table(labellingId);
    const limit = withLabelling(project, labelling, (file) =>
      score === null ? undefined : file.limits[score],
    );
    if (score === null || limit === undefined) throw studioError('flag-no-score', {});
    const { keep } = recipeOf(project.catalog.runs.get(labelling.runId)).selection.ood;
    const number = (labelling.settings?.teachings?.length ?? 0) + 1;
    const before = { scores: columns.oodScore, limit: choice.oodLimit };
    const path = labellingPath(project, labelling);
    const taught = await teachFlag(project, path, number, { score, limit, keep, before });
    if (!taught?.isTaught) return taught;
    // Thresholds may have been changed meanwhile.
    const { choice: now } = await this.table(labellingId);
    const chosen = { before: now, after: { ...now, oodLimit: taught.limit } };
    await this.#tell(project.catalog.reviews.teach(labellingId, taught, chosen, person()));
    return taught;
  }

  /** Updates every open table after an action; returns the action's images. */
  async #tell(actionId: number): Promise<Int32Array> {
    const columns = this.project.catalog.reviews.columnsOf(actionId);
    const { labellingRuns } = this.project.catalog;
    for (const table of await Promise.allSettled(this.#tables.values())) {
      if (table.status !== 'fulfilled') continue;
      const { id, teaching } = table.value.labelling;
      // The table's scores are no longer those of the labelling.
      if (labellingRuns.get(id).teaching !== teaching) this.#tables.delete(id);
      // An action without images changes the thresholds or the quota.
      if (columns.imageIds.length === 0) table.value.choice = this.#choiceFor(table.value.labelling);
      else table.value.take(columns);
    }
    return columns.imageIds;
  }

  #choiceFor(labelling: LabellingRun): SelectionChoice {
    return choiceFor(this.project, labelling, recipeOf(this.project.catalog.runs.get(labelling.runId)));
  }

  async #load(labellingId: number): Promise<ReviewTable> {
    const { project } = this;
    const { catalog } = project;
    const labelling = catalog.labellingRuns.get(labellingId);
    if (labelling.state !== 'done')
      throw studioError('labelling-unfinished', { id: String(labellingId), state: labelling.state });
    const before = earlierOf(project, labelling);
    const columns = labellingColumns(project, labelling);
    const earlier = before && isReadable(project, before) ? labellingColumns(project, before) : null;
    const teacher = catalog.runs.get(labelling.runId);
    const recipe = recipeOf(teacher);
    return new ReviewTable({
      labelling,
      columns,
      earlier,
      before,
      classes: catalog.classes.list(),
      settings: recipe.selection,
      choice: choiceFor(project, labelling, recipe),
      seed: teacher.seed,
      decisions: catalog.reviews.columns(),
      gone: (index, rows) => goneFrom(project, index, rows),
    });
  }
}

/** The labelling of the previous iteration in the same experiment. */
function earlierOf({ catalog }: Project, { iterationId }: LabellingRun): LabellingRun | null {
  if (iterationId === null) return null;
  const { experimentId, number } = catalog.iterations.get(iterationId);
  const before = catalog.iterations.list(experimentId).find((other) => other.number === number - 1);
  return (before && catalog.labellingRuns.latest(before.id)) ?? null;
}

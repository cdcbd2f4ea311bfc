import type { LabellingRun } from '../../catalog';
import { studioError } from '../../core/errors';
import type { ReviewAction } from '../../core/review';
import type { SelectionChoice } from '../../core/selection';
import type { TaughtFlag } from '../../core/vocabulary/stored';
import { goneFrom } from '../labelling/gone';
import { isReadable, labellingColumns, labellingPath, withLabelling } from '../labelling/labelling';
import { choiceFor } from '../labelling/rule';
import { teachFlag } from '../labelling/taught-flag';
import { person } from '../project/person';
import type { Project } from '../project/project';
import { recipeOf } from '../project/run-model';
import { ReviewTable } from './table';

/** Labellings kept in memory; about 60 bytes for each image. */
const keptTables = 2;

/** The labellings of a project that are being reviewed. Decisions go to the catalog and to every open table alike. */
export class Reviews {
  readonly #tables = new Map<number, Promise<ReviewTable>>();
  /** The last teaching of a flag: one after the other, since each has a number. */
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

  /** Images changed: which of them are still in the pool is read anew when it is next asked for. */
  outdateImages(): void {
    // One that could not be loaded is forgotten already.
    for (const table of this.#tables.values())
      table.then(
        (loaded) => loaded.outdateImages(),
        () => {},
      );
  }

  /** Decides about rows of a labelling: one step, stored before this returns. */
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

  /** Gives the images whose decision changed. Throws `nothing-to-undo`. */
  async undo(): Promise<Int32Array> {
    return this.#tell(this.project.catalog.reviews.undo(person()));
  }

  /** Gives the images whose decision changed. Throws `nothing-to-redo`. */
  async redo(): Promise<Int32Array> {
    return this.#tell(this.project.catalog.reviews.redo(person()));
  }

  /** Stores a choice in place of the recipe's, as an undoable step. */
  async choose(labellingId: number, choice: SelectionChoice): Promise<void> {
    await this.table(labellingId);
    await this.#tell(this.project.catalog.reviews.choose(labellingId, choice, person()));
  }

  /**
   * Lets all decisions so far teach the flag of a labelling, as an undoable step; null where none was about its images. Too few change
   * nothing, and are counted. Throws `flag-no-score`.
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
    // Thresholds may have been moved meanwhile.
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
      // Its scores are others now.
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

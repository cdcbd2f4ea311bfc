import { type Failure, studioError } from '../../core/errors';
import { type LoopOptions, loopOptionsSchema, storedRecipeSchema } from '../../core/stored/columns';
import type { Values } from '../../core/words/template';
import { valuesSchema } from '../../core/words/values-schema';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';

/** A chain of iterations over one recipe. */
export interface Experiment {
  readonly id: number;
  readonly name: string;
  /** Written by any version: `parseRecipe` checks its settings. */
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The stage that the loop itself recorded. */
  readonly state: string;
  readonly createdAt: number;
  /** How the loop's last run ended; null before it ran. */
  readonly options: LoopOptions | null;
  /** The error that stopped it. */
  readonly error: string | null;
  readonly errorCode: string | null;
  /** The values for the error's sentences; null if its code has no sentence of its own. */
  readonly errorValues: Values | null;
}

/** A deleted experiment leaves a row in this state, so that no number is ever used twice. */
export const deletedState = 'deleted';

/** One round: teacher, its pseudo-labels, their selection, the student. */
export interface Iteration {
  readonly id: number;
  readonly experimentId: number;
  /** 1, 2, 3 … */
  readonly number: number;
  /** The stage that the loop itself recorded. */
  readonly stage: string;
  readonly teacherRunId: number | null;
  readonly studentRunId: number | null;
  readonly startedAt: number;
  readonly finishedAt: number | null;
}

const experimentColumns = [
  'id',
  'name',
  'recipe',
  'seed',
  'state',
  'created_at as createdAt',
  'options',
  'error',
  'error_code as errorCode',
  'error_values as errorValues',
] as const;
const iterationColumns = [
  'id',
  'experiment_id as experimentId',
  'number',
  'stage',
  'teacher_run_id as teacherRunId',
  'student_run_id as studentRunId',
  'started_at as startedAt',
  'finished_at as finishedAt',
] as const;

export class ExperimentQueries {
  constructor(private readonly connection: Connection) {}

  /** Throws `experiment-exists`. */
  create(experiment: { name: string; recipe: unknown; seed: number; state?: string }): number {
    return this.connection.transaction(() => {
      if (this.find(experiment.name)) throw studioError('experiment-exists', { name: experiment.name });
      const row = {
        name: experiment.name,
        recipe: JSON.stringify(experiment.recipe),
        seed: experiment.seed,
        state: experiment.state ?? 'new',
        created_at: Date.now(),
      };
      return this.connection.run(build.insertInto('experiments').values(row as never)).id;
    });
  }

  /** Throws `unknown-experiment`. */
  get(id: number): Experiment {
    const row = this.connection.get(known().where('id', '=', id));
    if (!row) throw studioError('experiment-number', { id: String(id) });
    return parsed(row);
  }

  find(name: string): Experiment | undefined {
    const row = this.connection.get(known().where('name', '=', name));
    return row && parsed(row);
  }

  /** Newest first. */
  list(): Experiment[] {
    return this.connection.all(known().orderBy('id', 'desc')).map(parsed);
  }

  /** Whether there ever was an experiment, even if all were deleted since. */
  everBegan(): boolean {
    return this.connection.all(build.selectFrom('experiments').select('id').limit(1)).length > 0;
  }

  /** Moves the experiment to a state and stores its error; without `failure` the stored error is cleared. */
  setState(id: number, state: string, failure: Failure | null = null): void {
    const patch = {
      state,
      error: failure?.message ?? null,
      error_code: failure?.code ?? null,
      error_values: toText(failure?.values),
    };
    this.connection.run(build.updateTable('experiments').set(patch).where('id', '=', id));
  }

  /** Sets another recipe for the runs that are still to be trained; trained runs keep their own. */
  setRecipe(id: number, recipe: unknown): void {
    this.connection.run(
      build
        .updateTable('experiments')
        .set({ recipe: JSON.stringify(recipe) })
        .where('id', '=', id),
    );
  }

  setOptions(id: number, options: unknown): void {
    const patch = { options: toText(options) };
    this.connection.run(build.updateTable('experiments').set(patch).where('id', '=', id));
  }

  /** Throws `experiment-exists`, `unknown-experiment`. */
  rename(id: number, name: string): void {
    this.connection.transaction(() => {
      const other = this.find(name);
      if (this.get(id).name === name) return;
      if (other) throw studioError('experiment-exists', { name });
      this.connection.run(build.updateTable('experiments').set({ name }).where('id', '=', id));
    });
  }

  /** Marks experiments whose process is gone as interrupted, so that they can be resumed. */
  interruptAll(): void {
    this.connection.run(
      build.updateTable('experiments').set({ state: 'interrupted' }).where('state', '=', 'running'),
    );
  }
}

const known = () =>
  build.selectFrom('experiments').select(experimentColumns).where('state', '<>', deletedState);

function parsed(
  row: Omit<Experiment, 'recipe' | 'options' | 'errorValues'> & {
    recipe: string;
    options: string | null;
    errorValues: string | null;
  },
): Experiment {
  return {
    ...row,
    recipe: fromText(row.recipe, storedRecipeSchema),
    options: fromText(row.options, loopOptionsSchema),
    errorValues: fromText(row.errorValues, valuesSchema),
  };
}

export class IterationQueries {
  constructor(private readonly connection: Connection) {}

  /** Starts the next iteration of an experiment. */
  create(experimentId: number, stage: string, teacherRunId: number | null = null): Iteration {
    return this.connection.transaction(() => {
      const last = this.list(experimentId).at(-1);
      const row = {
        experiment_id: experimentId,
        number: (last?.number ?? 0) + 1,
        stage,
        teacher_run_id: teacherRunId,
        student_run_id: null,
        started_at: Date.now(),
        finished_at: null,
      };
      return this.get(this.connection.run(build.insertInto('iterations').values(row)).id);
    });
  }

  /** Throws `unknown-iteration`. */
  get(id: number): Iteration {
    const row = this.connection.get(
      build.selectFrom('iterations').select(iterationColumns).where('id', '=', id),
    );
    if (!row) throw studioError('unknown-iteration', { id: String(id) });
    return row;
  }

  /** In order. */
  list(experimentId: number): Iteration[] {
    return this.connection.all(
      build
        .selectFrom('iterations')
        .select(iterationColumns)
        .where('experiment_id', '=', experimentId)
        .orderBy('number'),
    );
  }

  update(
    id: number,
    change: {
      stage?: string;
      teacherRunId?: number | null;
      studentRunId?: number | null;
      finishedAt?: number | null;
    },
  ): void {
    const { stage, teacherRunId, studentRunId, finishedAt } = change;
    // undefined leaves a column unchanged.
    const patch = {
      stage,
      teacher_run_id: teacherRunId,
      student_run_id: studentRunId,
      finished_at: finishedAt,
    };
    if (Object.values(patch).every((value) => value === undefined)) return;
    this.connection.run(build.updateTable('iterations').set(patch).where('id', '=', id));
  }
}

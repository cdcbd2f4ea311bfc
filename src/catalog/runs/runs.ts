import { studioError } from '../../core/errors';
import { deviceSchema, storedRecipeSchema, versionsSchema } from '../../core/stored/columns';
import { type RunMetrics, runMetricsSchema } from '../../core/stored/run-metrics';
import type { DeviceFacts, RunState } from '../../core/stored/runs';
import type { RunKind } from '../../core/vocabulary/run-kinds';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';

/** One training. The catalog holds its recipe and seed; the list of its images, by hash, is in its folder. */
export interface Run {
  readonly id: number;
  readonly experimentId: number | null;
  readonly iterationId: number | null;
  readonly kind: RunKind;
  /** Written by any version: `parseRecipe` checks its settings. */
  readonly recipe: Readonly<Record<string, unknown>>;
  readonly seed: number;
  /** The device as the engine reported it. */
  readonly device: DeviceFacts | null;
  readonly versions: Readonly<Record<string, string | null>> | null;
  readonly state: RunState;
  /** The error sentence of a failed run. */
  readonly error: string | null;
  /** Relative to the project folder. */
  readonly checkpoint: string | null;
  readonly weightsHash: string | null;
  /** How many classes the model distinguishes: those at the first positions. Null before training began. */
  readonly outputs: number | null;
  readonly metrics: RunMetrics | null;
  readonly createdAt: number;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** What a person wrote about it. */
  readonly note: string | null;
}

/** Fields that may change together with a run's state. */
export interface RunChange {
  readonly device?: unknown;
  readonly versions?: unknown;
  readonly error?: string | null;
  readonly checkpoint?: string | null;
  readonly weightsHash?: string | null;
  readonly outputs?: number;
  readonly metrics?: RunMetrics;
  readonly note?: string | null;
}

/** From each state, the states that may follow. A finished run stays finished. */
const follows: Readonly<Record<RunState, readonly RunState[]>> = {
  queued: ['running', 'cancelled', 'failed'],
  running: ['interrupted', 'cancelled', 'failed', 'done'],
  interrupted: ['queued', 'running', 'cancelled', 'failed'],
  cancelled: ['queued', 'running'],
  failed: ['queued', 'running'],
  done: [],
};

const runColumns = [
  'id',
  'experiment_id as experimentId',
  'iteration_id as iterationId',
  'kind',
  'recipe',
  'seed',
  'device',
  'versions',
  'state',
  'error',
  'checkpoint',
  'weights_hash as weightsHash',
  'outputs',
  'metrics',
  'created_at as createdAt',
  'started_at as startedAt',
  'finished_at as finishedAt',
  'note',
] as const;

export class RunQueries {
  constructor(private readonly connection: Connection) {}

  /** Adds a queued run and returns its id. */
  create(run: {
    kind: RunKind;
    recipe: unknown;
    seed: number;
    experimentId?: number | null;
    iterationId?: number | null;
  }): number {
    const row = {
      kind: run.kind,
      recipe: JSON.stringify(run.recipe),
      seed: run.seed,
      experiment_id: run.experimentId ?? null,
      iteration_id: run.iterationId ?? null,
      state: 'queued' as const,
      created_at: Date.now(),
    };
    return this.connection.run(build.insertInto('runs').values(row as never)).id;
  }

  /** Throws `unknown-run`. */
  get(id: number): Run {
    const row = this.connection.get(build.selectFrom('runs').select(runColumns).where('id', '=', id));
    if (!row) throw studioError('unknown-run', { id: String(id) });
    return parsed(row);
  }

  /** The highest id that a run has had, because runs of deleted experiments keep theirs; 0 if there was none. */
  lastId(): number {
    return this.connection.row<{ id: number | null }>('SELECT max(id) AS id FROM runs')?.id ?? 0;
  }

  /** Oldest first. */
  list(filter: { experimentId?: number; state?: RunState; kind?: RunKind } = {}): Run[] {
    let query = build.selectFrom('runs').select(runColumns).orderBy('id');
    if (filter.experimentId !== undefined) query = query.where('experiment_id', '=', filter.experimentId);
    if (filter.state !== undefined) query = query.where('state', '=', filter.state);
    if (filter.kind !== undefined) query = query.where('kind', '=', filter.kind);
    return this.connection.all(query).map(parsed);
  }

  /**
   * Moves a run to another state and updates the given fields, in one transaction. Throws `run-state` for a
   * transition that is not allowed, such as resuming a finished run.
   */
  setState(id: number, state: RunState, change: RunChange = {}): void {
    this.connection.transaction(() => {
      const run = this.get(id);
      if (!follows[run.state].includes(state))
        throw studioError('run-state', { id: String(id), state: run.state, next: state });
      const patch: Record<string, unknown> = { ...columnsOf(change), state };
      if (state === 'running') {
        patch.started_at = run.startedAt ?? Date.now();
        patch.finished_at = null;
        patch.error = null;
      } else if (state !== 'queued') patch.finished_at = Date.now();
      this.#update(id, patch);
    });
  }

  /** Updates facts of a run, such as a newer checkpoint, without a change of state. */
  update(id: number, change: RunChange): void {
    this.#update(id, columnsOf(change));
  }

  /** Marks runs whose process is gone as interrupted, so that they can be resumed. Returns their ids. */
  interruptAll(): number[] {
    const now = Date.now();
    return this.connection.column(
      "UPDATE runs SET state = 'interrupted', finished_at = ? WHERE state = 'running' RETURNING id",
      [now],
    );
  }

  #update(id: number, patch: Record<string, unknown>): void {
    if (Object.keys(patch).length === 0) return;
    this.connection.run(build.updateTable('runs').set(patch).where('id', '=', id));
  }
}

function columnsOf(change: RunChange): Record<string, unknown> {
  const columns: Record<string, unknown> = {};
  if (change.device !== undefined) columns.device = toText(change.device);
  if (change.versions !== undefined) columns.versions = toText(change.versions);
  if (change.metrics !== undefined) columns.metrics = toText(change.metrics);
  if (change.error !== undefined) columns.error = change.error;
  if (change.checkpoint !== undefined) columns.checkpoint = change.checkpoint;
  if (change.outputs !== undefined) columns.outputs = change.outputs;
  if (change.weightsHash !== undefined) columns.weights_hash = change.weightsHash;
  if (change.note !== undefined) columns.note = change.note;
  return columns;
}

type RunText = Omit<Run, 'recipe' | 'device' | 'versions' | 'metrics'> & {
  recipe: string;
  device: string | null;
  versions: string | null;
  metrics: string | null;
};

function parsed(row: RunText): Run {
  return {
    ...row,
    recipe: fromText(row.recipe, storedRecipeSchema),
    device: fromText(row.device, deviceSchema),
    versions: fromText(row.versions, versionsSchema),
    metrics: fromText(row.metrics, runMetricsSchema),
  };
}

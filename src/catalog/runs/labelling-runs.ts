import type { z } from 'zod';
import { studioError } from '../../core/errors';
import {
  classIdsSchema,
  type EarlierLabelling,
  earlierLabellingSchema,
  type FittedThresholds,
  labellingSettingsSchema,
  type TaughtFlag,
} from '../../core/stored/columns';
import type { JobState } from '../../core/stored/runs';
import { build, type Connection } from '../database/connection';
import { fromText, toText } from '../database/json';

/** One pass of a model over the pool. */
export interface LabellingRun {
  readonly id: number;
  /** The teacher. */
  readonly runId: number;
  readonly iterationId: number | null;
  readonly state: JobState;
  readonly error: string | null;
  readonly images: number;
  /** Class ids in the order of the model's outputs. */
  readonly classIds: readonly number[];
  /**
   * File of the model's outputs, relative to the project folder; null for a labelling of an earlier version
   * that has not been read since.
   */
  readonly file: string | null;
  /** The hash of the file. */
  readonly hash: string | null;
  /**
   * For a labelling of an earlier version: the file of float16 `[images, classes]`, relative to the project
   * folder.
   */
  readonly softLabels: string | null;
  readonly settings: Readonly<z.infer<typeof labellingSettingsSchema>> | null;
  /** Which of the labelling's scores is used; a higher score means more in-domain. */
  readonly oodScore: string | null;
  /** Images whose score is below this threshold are out-of-domain. */
  readonly oodThreshold: number | null;
  /** The score that was learned from a person's decisions; null if no decision was about its images. */
  readonly taught: TaughtFlag | null;
  /**
   * The number of the taught scores that are used in place of the labelling's own scores; 0 if its own are
   * used.
   */
  readonly flag: number;
  /** The number of `taught`; 0 if there is none. */
  readonly teaching: number;
  /** Only set for a labelling of an earlier version. */
  readonly metrics: EarlierLabelling | null;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

export interface FinishedLabelling {
  readonly images: number;
  readonly file: string;
  readonly hash: string;
  readonly oodScore: string | null;
  readonly oodThreshold: number | null;
  readonly metrics?: unknown;
  /** Null if no decision is about its images. */
  readonly taught?: TaughtFlag | null;
  /** Null if the recipe sets one threshold for all classes. */
  readonly classThresholds?: FittedThresholds | null;
}

const columns = [
  'id',
  'run_id as runId',
  'iteration_id as iterationId',
  'state',
  'error',
  'images',
  'classes',
  'file',
  'file_hash as hash',
  'soft_labels as softLabels',
  'settings',
  'ood_score as oodScore',
  'ood_threshold as oodThreshold',
  'metrics',
  'created_at as createdAt',
  'finished_at as finishedAt',
] as const;

export class LabellingRunQueries {
  constructor(private readonly connection: Connection) {}

  create(labelling: {
    runId: number;
    iterationId: number | null;
    classIds: readonly number[];
    settings?: unknown;
  }): LabellingRun {
    const row = {
      run_id: labelling.runId,
      iteration_id: labelling.iterationId,
      state: 'running' as const,
      images: 0,
      classes: JSON.stringify(labelling.classIds),
      settings: toText(labelling.settings),
      created_at: Date.now(),
    };
    return this.get(this.connection.run(build.insertInto('labelling_runs').values(row as never)).id);
  }

  /** Records the file of the teacher's outputs, which must be complete by now. */
  finish(id: number, finished: FinishedLabelling): void {
    this.hold(id, finished);
    this.#update(id, { state: 'done', finished_at: Date.now() });
  }

  /**
   * Records the same while something about the labelling is still to be computed: until `finish`, nothing uses
   * the labelling.
   */
  hold(id: number, finished: FinishedLabelling): void {
    const { taught, classThresholds } = finished;
    const found = { ...(taught && { teachings: [taught] }), ...(classThresholds && { classThresholds }) };
    this.#update(id, {
      settings: toText({ ...this.get(id).settings, ...found }),
      images: finished.images,
      file: finished.file,
      file_hash: finished.hash,
      ood_score: finished.oodScore,
      ood_threshold: finished.oodThreshold,
      metrics: toText(finished.metrics),
    });
  }

  /**
   * Flags the images of a finished labelling by scores learned from decisions; returns the number of this
   * teaching, counted from 1.
   */
  addTeaching(id: number, taught: TaughtFlag): number {
    const { settings } = this.get(id);
    const teachings = [...(settings?.teachings ?? []), taught];
    this.#update(id, { settings: toText({ ...settings, teachings, teaching: teachings.length }) });
    return teachings.length;
  }

  /** Switches to the teaching with this number; 0 means none. */
  setTeaching(id: number, teaching: number): void {
    this.#update(id, { settings: toText({ ...this.get(id).settings, teaching }) });
  }

  /** Replaces a labelling's rows of an earlier version by a file. */
  becomeFile(id: number, file: string, hash: string): void {
    this.connection.transaction(() => {
      this.#update(id, { file, file_hash: hash, soft_labels: null });
      this.connection.execute('DELETE FROM pseudo_labels WHERE labelling_run_id = ?', [id]);
    });
  }

  /** Records why a labelling has no result. */
  fail(id: number, state: 'cancelled' | 'failed' | 'interrupted', error: string): void {
    this.#update(id, { state, error, finished_at: Date.now() });
  }

  /** Throws `unknown-labelling`. */
  get(id: number): LabellingRun {
    const row = this.connection.get(build.selectFrom('labelling_runs').select(columns).where('id', '=', id));
    if (!row) throw studioError('unknown-labelling', { id: String(id) });
    return parsed(row);
  }

  /** Oldest first. */
  list(filter: { runId?: number; iterationId?: number } = {}): LabellingRun[] {
    let query = build.selectFrom('labelling_runs').select(columns).orderBy('id');
    if (filter.runId !== undefined) query = query.where('run_id', '=', filter.runId);
    if (filter.iterationId !== undefined) query = query.where('iteration_id', '=', filter.iterationId);
    return this.connection.all(query).map(parsed);
  }

  /** The newest finished labelling of an iteration. */
  latest(iterationId: number): LabellingRun | undefined {
    return this.list({ iterationId })
      .filter(({ state }) => state === 'done')
      .at(-1);
  }

  /** Marks labellings whose process is gone as interrupted. Returns their ids. */
  interruptAll(): number[] {
    return this.connection.column(
      "UPDATE labelling_runs SET state = 'interrupted', finished_at = ? WHERE state = 'running' RETURNING id",
      [Date.now()],
    );
  }

  #update(id: number, patch: Record<string, unknown>): void {
    this.connection.run(build.updateTable('labelling_runs').set(patch).where('id', '=', id));
  }
}

type LabellingText = Omit<
  LabellingRun,
  'classIds' | 'settings' | 'metrics' | 'taught' | 'flag' | 'teaching'
> & {
  classes: string;
  settings: string | null;
  metrics: string | null;
};

function parsed({ classes, settings: text, metrics, ...row }: LabellingText): LabellingRun {
  const settings = fromText(text, labellingSettingsSchema);
  const teachings = settings?.teachings ?? [];
  const teaching = settings?.teaching ?? teachings.length;
  const taught = teachings[teaching - 1] ?? null;
  return {
    ...row,
    oodThreshold: taught?.isTaught ? taught.limit : row.oodThreshold,
    taught,
    flag: taught?.isTaught ? teaching : 0,
    teaching,
    classIds: fromText(classes, classIdsSchema),
    settings,
    metrics: fromText(metrics, earlierLabellingSchema),
  };
}

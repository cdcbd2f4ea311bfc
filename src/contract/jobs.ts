import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from '../core/errors';
import type { ModelName } from '../core/vocabulary/models';
import type { StageWords } from '../core/vocabulary/stage-words';
import type { Note } from '../core/words/notes';

export type JobKind =
  | 'demo'
  | 'import'
  | 'experiment'
  | 'study'
  | 'label'
  | 'likeness'
  | 'issues'
  | 'check-labels'
  | 'measure'
  | 'select'
  | 'evaluate'
  | 'robustness'
  | 'perturbation'
  | 'attack'
  | 'predict'
  | 'export-predictions'
  | 'export-labels'
  | 'export-model'
  | 'report'
  | 'remove';

export type JobStatus = 'queued' | 'running' | 'cancelling' | 'done' | 'cancelled' | 'failed';

/** The progress of a job's present stage. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'images' | 'steps';
  readonly imagesPerSecond: number;
  /** Seconds left in this stage; null before they can be estimated. */
  readonly secondsLeft: number | null;
  readonly loss: number | null;
}

export type { Failure };

/** A name that a person gave (a folder, an experiment), or models of an experiment. */
export type JobSubject = string | readonly ModelName[];

/** One piece of work as the footer shows it. Times are milliseconds since 1970. */
export interface JobView {
  readonly id: number;
  readonly kind: JobKind;
  /** The subject of the job: a folder, or an experiment's name. */
  readonly subject: JobSubject;
  readonly status: JobStatus;
  /** The present stage. */
  readonly stage: StageWords | null;
  readonly progress: JobProgress | null;
  readonly experimentId: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly failure: Failure | null;
  /** Notes that did not stop the job. */
  readonly notes: readonly Note[];
  /** The file or folder that it wrote. */
  readonly output: string | null;
}

export const jobsContract = {
  /** The running and waiting jobs, and the last finished ones, newest first. */
  list: oc.output(type<JobView[]>()),
  /** Asks a job to stop and keep its results so far. A finished job is not changed. */
  cancel: oc.input(z.object({ id: z.int() })).output(type<JobView>()),
};

import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Failure } from '../core/errors';
import type { StageWords } from '../core/vocabulary/stage-words';
import type { ModelName } from '../core/words/models';
import type { Note } from '../core/words/notes';

export type JobKind =
  | 'demo'
  | 'import'
  | 'experiment'
  | 'study'
  | 'label'
  | 'measure'
  | 'select'
  | 'evaluate'
  | 'robustness'
  | 'export-labels'
  | 'export-model'
  | 'report'
  | 'remove';

export type JobStatus = 'queued' | 'running' | 'cancelling' | 'done' | 'cancelled' | 'failed';

/** Where a job's present stage is. */
export interface JobProgress {
  readonly done: number;
  readonly total: number;
  readonly unit: 'images' | 'steps';
  readonly imagesPerSecond: number;
  /** Of this stage; null before it can be told. */
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
  /** What it works on: a folder, an experiment's name. */
  readonly subject: JobSubject;
  readonly status: JobStatus;
  /** What it is doing. */
  readonly stage: StageWords | null;
  readonly progress: JobProgress | null;
  readonly experimentId: number | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  readonly failure: Failure | null;
  /** Things to know that stopped nothing. */
  readonly notes: readonly Note[];
  /** A file or folder that it wrote. */
  readonly output: string | null;
}

export const jobsContract = {
  /** Running and waiting ones, and the last finished ones, newest first. */
  list: oc.output(type<JobView[]>()),
  /** Asks a job to stop and keep what it has. One that is already over is left alone. */
  cancel: oc.input(z.object({ id: z.int() })).output(type<JobView>()),
};

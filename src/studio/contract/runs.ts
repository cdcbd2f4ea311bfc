import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { Epoch, RunKind, RunState } from '../../catalog';
import type { Recipe } from '../../core/recipe';
import type { DeviceFacts } from '../../runner/messages';
import type { ModelSummary } from '../summary';
import type { JobView } from './jobs';

export type { Epoch, ModelSummary, RunState };

/** One model of an experiment. */
export interface RunView extends ModelSummary {
  readonly kind: RunKind;
  /** 0 for the first teacher. */
  readonly iteration: number;
  readonly state: RunState;
  readonly error: string | null;
  readonly seed: number;
  readonly device: DeviceFacts | null;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Steps that it is trained for, where its recipe says so in steps. */
  readonly steps: number | null;
}

export type ExperimentState = 'new' | 'running' | 'review' | 'interrupted' | 'done';

export interface ExperimentView {
  readonly id: number;
  readonly name: string;
  readonly state: ExperimentState;
  readonly seed: number;
  readonly recipe: Recipe;
  readonly createdAt: number;
  readonly runs: readonly RunView[];
}

const id = z.int().positive();
const loop = {
  /** Stop after each labelling, for a person to look. */
  pauseForReview: z.boolean(),
  evaluate: z.boolean().default(true),
};

export const runsContract = {
  /** Newest first. */
  experiments: oc.output(type<ExperimentView[]>()),
  /** Stores an experiment and starts its loop. The recipe is checked: `bad-recipe`. */
  start: oc
    .input(
      z.object({
        name: z.string().trim().min(1).max(200),
        recipe: z.unknown(),
        seed: z.int().min(0).max(0x7fffffff),
        ...loop,
      }),
    )
    .output(type<{ experimentId: number; job: JobView }>()),
  /** Goes on where an experiment stopped. */
  resume: oc.input(z.object({ experimentId: id, ...loop })).output(type<JobView>()),
  /** Points of a run's curves, in order. */
  curves: oc.input(z.object({ runId: id })).output(type<Epoch[]>()),
  /** Lets a finished run label the pool, outside of any experiment. */
  label: oc.input(z.object({ runId: id })).output(type<JobView>()),
};

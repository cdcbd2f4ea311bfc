import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CountMetricName } from '../core/metrics';
import type { Recipe } from '../core/recipe';
import type { SelectionSummary } from '../core/selection/summary';
import type { StartProblem } from '../core/start/start-problems';
import type { RunKind } from '../core/vocabulary/run-kinds';
import type { DeviceFacts, Epoch, JobState, ModelSummary, RunState } from '../core/vocabulary/runs';
import type { ChoiceFacts } from '../core/words/chosen-model';
import type { Failure, JobView } from './jobs';

export type { ChoiceFacts, Epoch, ModelSummary, RunState, SelectionSummary, StartProblem };

/** A resolution fix, judged on the validation images. */
export interface FixView {
  readonly imageSize: number;
  readonly kept: boolean;
  /** The metric that the recipe chooses by. */
  readonly by: CountMetricName;
  /** Null where there was nothing to judge it by. */
  readonly before: number | null;
  readonly after: number | null;
}

/** One of several trainings of a run that is done. */
export interface TrainingView {
  readonly steps: number;
  readonly seconds: number;
  readonly validationAccuracy: number | null;
}

/** One model of an experiment. */
export interface RunView extends ModelSummary {
  readonly kind: RunKind;
  /** 0 for the first teacher. */
  readonly iteration: number;
  readonly state: RunState;
  readonly error: string | null;
  readonly seed: number;
  readonly device: DeviceFacts | null;
  /** Of the programs that trained it, by name. */
  readonly versions: Readonly<Record<string, string | null>>;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** Steps that it is trained for, where its recipe says so in steps. */
  readonly steps: number | null;
  /** Steps that it was trained for, once it is finished. */
  readonly trainedSteps: number | null;
  readonly stoppedEarly: boolean;
  /** Side in pixels of the images that it labels and is measured on. */
  readonly imageSize: number;
  /** Where the run is pre-trained and then fine-tuned: those of its trainings that are done, in their order; else empty. */
  readonly trainings: readonly TrainingView[];
  /** How its resolution fix came out; null where it had none. */
  readonly fix: FixView | null;
  /** What a person wrote about it. */
  readonly note: string | null;
}

/** From a teacher to its student: what it said about the pool, and what was kept of that. */
export interface IterationView {
  /** 1, 2, 3 … */
  readonly number: number;
  readonly teacherRunId: number | null;
  readonly studentRunId: number | null;
  readonly labelling: {
    readonly id: number;
    readonly state: JobState;
    readonly images: number;
    readonly startedAt: number;
    readonly finishedAt: number | null;
  } | null;
  readonly selection: SelectionSummary | null;
}

/**
 * `paused` was stopped by a person and `interrupted` by nobody (the engine died, the program was ended): both go on from the last
 * checkpoint. `cancelled` threw its unfinished training away; `failed` has a reason that a person must see.
 */
export type ExperimentState =
  | 'new'
  | 'running'
  | 'review'
  | 'paused'
  | 'interrupted'
  | 'cancelled'
  | 'failed'
  | 'done';

export interface ExperimentView {
  readonly id: number;
  readonly name: string;
  readonly state: ExperimentState;
  /** Why it stopped, where something went wrong. */
  readonly failure: Failure | null;
  /** Whether it stops after each labelling for a person to look. */
  readonly pauseForReview: boolean;
  readonly seed: number;
  readonly recipe: Recipe;
  readonly createdAt: number;
  /** The finished model to use, and why; null while there is none. */
  readonly choice: ChoiceFacts | null;
  /** Teacher and students, in order. */
  readonly runs: readonly RunView[];
  /** In order. */
  readonly iterations: readonly IterationView[];
}

const id = z.int().positive();
const experiment = z.object({ experimentId: id });
const name = z.string().trim().min(1).max(200);
const loop = {
  /** Stop after each labelling, for a person to look. */
  pauseForReview: z.boolean(),
  evaluate: z.boolean().default(true),
};

export const runsContract = {
  /** Newest first. */
  experiments: oc.output(type<ExperimentView[]>()),
  /** What stands in the way of an experiment with this recipe, what blocks first. The recipe is checked: `bad-recipe`. */
  check: oc
    .input(z.object({ recipe: z.unknown(), evaluate: z.boolean().default(true) }))
    .output(type<StartProblem[]>()),
  /** Stores an experiment and starts its loop. The recipe is checked: `bad-recipe`. */
  start: oc
    .input(z.object({ name, recipe: z.unknown(), seed: z.int().min(0).max(0x7fffffff), ...loop }))
    .output(type<{ experimentId: number; job: JobView }>()),
  /** Goes on where an experiment stopped. Throws `experiment-active`. */
  resume: oc.input(z.object({ experimentId: id, ...loop })).output(type<JobView>()),
  /** Asks an experiment to stop with a checkpoint, to be resumed later. */
  pause: oc.input(experiment).output(type<null>()),
  /** Stops an experiment and throws away what its unfinished training learnt. Finished models stay. */
  discard: oc.input(experiment).output(type<null>()),
  /** Whether the loop stops after its next labelling for a person to look; heeded while it runs, too. */
  waitForReview: oc.input(z.object({ experimentId: id, wait: z.boolean() })).output(type<null>()),
  /** Throws `experiment-exists`. */
  rename: oc.input(z.object({ experimentId: id, name })).output(type<null>()),
  /**
   * Deletes an experiment with its models, pseudo-labels and measurements; images, labels and reviews stay. It is gone from every
   * list at once, a job takes its files away. Throws `experiment-active`.
   */
  remove: oc.input(experiment).output(type<JobView>()),
  /** Writes a person's note about a run; an empty one takes it away. */
  note: oc.input(z.object({ runId: id, note: z.string().max(20_000) })).output(type<null>()),
  /** Points of a run's curves, in order. */
  curves: oc.input(z.object({ runId: id })).output(type<Epoch[]>()),
  /** Lets a finished run label the pool, outside of any experiment. */
  label: oc.input(z.object({ runId: id })).output(type<JobView>()),
};

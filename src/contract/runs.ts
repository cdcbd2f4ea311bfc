import { oc, type } from '@orpc/contract';
import { z } from 'zod';
import type { CountMetricName } from '../core/metrics';
import type { Recipe } from '../core/recipe';
import type { ChoiceFacts } from '../core/sentences/chosen-model';
import type { StartProblem } from '../core/start/start-problems';
import type { DeviceFacts, Epoch, JobState, ModelSummary, RunState } from '../core/stored/runs';
import type { SelectionSummary } from '../core/stored/selection-summary';
import type { RunKind } from '../core/vocabulary/run-kinds';
import type { Failure, JobView } from './jobs';

export type { ChoiceFacts, Epoch, ModelSummary, RunState, SelectionSummary, StartProblem };

/** The result of a resolution fix on the validation images. */
export interface FixView {
  readonly imageSize: number;
  readonly kept: boolean;
  /** The metric that the recipe selects by. */
  readonly by: CountMetricName;
  /** Null if it could not be measured. */
  readonly before: number | null;
  readonly after: number | null;
}

/** One finished training of several in a run. */
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
  /** Versions of the programs that trained it, by name. */
  readonly versions: Readonly<Record<string, string | null>>;
  readonly startedAt: number | null;
  readonly finishedAt: number | null;
  /** The planned number of steps, if the recipe gives the length in steps. */
  readonly steps: number | null;
  /** The number of trained steps, once it is finished. */
  readonly trainedSteps: number | null;
  readonly stoppedEarly: boolean;
  /** Side in pixels of the images in labelling and evaluation. */
  readonly imageSize: number;
  /** The finished trainings of a run that is pre-trained and then fine-tuned, in order; otherwise empty. */
  readonly trainings: readonly TrainingView[];
  /** The result of its resolution fix; null if it had none. */
  readonly fix: FixView | null;
  /** A person's note about the run. */
  readonly note: string | null;
}

/** The step from a teacher to its student: the pseudo-labels of the pool, and those that were kept. */
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
 * A person stopped a `paused` experiment; an `interrupted` one ended with the engine or the program. Both
 * resume from the last checkpoint. `cancelled` discarded its unfinished training; `failed` has an error that
 * a person must see.
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
  /** The error that stopped it. */
  readonly failure: Failure | null;
  /** Whether it stops after each labelling for a review. */
  readonly pauseForReview: boolean;
  /** Whether it stops once the model that is trained now is finished. */
  readonly stopsAfter: boolean;
  readonly seed: number;
  readonly recipe: Recipe;
  readonly createdAt: number;
  /** The best finished model, and the reason; null while there is none. */
  readonly choice: ChoiceFacts | null;
  /** Teacher and students, in order. */
  readonly runs: readonly RunView[];
  /** The iterations, in order. */
  readonly iterations: readonly IterationView[];
}

const id = z.int().positive();
const experiment = z.object({ experimentId: id });
const name = z.string().trim().min(1).max(200);
const loop = {
  /** Whether to stop after each labelling for a review. */
  pauseForReview: z.boolean(),
  evaluate: z.boolean().default(true),
};

export const runsContract = {
  /** Newest first. */
  experiments: oc.output(type<ExperimentView[]>()),
  /** What prevents an experiment with this recipe, the blocking problems first. Throws `bad-recipe` for an invalid recipe. */
  check: oc
    .input(z.object({ recipe: z.unknown(), evaluate: z.boolean().default(true) }))
    .output(type<StartProblem[]>()),
  /** Stores an experiment and starts its loop. Throws `bad-recipe` for an invalid recipe. */
  start: oc
    .input(z.object({ name, recipe: z.unknown(), seed: z.int().min(0).max(0x7fffffff), ...loop }))
    .output(type<{ experimentId: number; job: JobView }>()),
  /** Resumes an experiment. Throws `experiment-active`. */
  resume: oc.input(z.object({ experimentId: id, ...loop })).output(type<JobView>()),
  /** Asks an experiment to stop with a checkpoint, from which it can be resumed. */
  pause: oc.input(experiment).output(type<null>()),
  /** Stops an experiment and discards its unfinished training. Finished models stay. */
  discard: oc.input(experiment).output(type<null>()),
  /** Sets whether the loop stops after its next labelling for a review; this also works while it runs. */
  waitForReview: oc.input(z.object({ experimentId: id, wait: z.boolean() })).output(type<null>()),
  /** Sets whether the loop stops once the model in training is finished and measured; the experiment is paused then. */
  stopAfter: oc.input(z.object({ experimentId: id, stop: z.boolean() })).output(type<null>()),
  /**
   * Gives a finished experiment one more iteration and starts it. Throws `experiment-not-done`, `experiment-no-rounds`,
   * `experiment-in-study`, and `bad-recipe` if it already has as many iterations as a recipe may have.
   */
  oneMore: oc.input(experiment).output(type<JobView>()),
  /** Throws `experiment-exists`. */
  rename: oc.input(z.object({ experimentId: id, name })).output(type<null>()),
  /**
   * Deletes an experiment with its models, pseudo-labels and measurements; images, labels and reviews stay.
   * It disappears from every list at once; a job deletes its files. Throws `experiment-active`.
   */
  remove: oc.input(experiment).output(type<JobView>()),
  /** Stores a person's note about a run; an empty note deletes it. */
  note: oc.input(z.object({ runId: id, note: z.string().max(20_000) })).output(type<null>()),
  /** Points of a run's curves, in order. */
  curves: oc.input(z.object({ runId: id })).output(type<Epoch[]>()),
  /** Labels the pool with a finished run, outside of any experiment. */
  label: oc.input(z.object({ runId: id })).output(type<JobView>()),
};

import type { ExperimentState, ExperimentView, IterationView, JobView, RunView } from '../../../contract';
import { experimentKey } from '../../base/kept/chosen-row';

/** The displayed state of an experiment: the state of its job is newer than the catalog's. */
export type ShownState = ExperimentState | 'queued' | 'stopping';
export type StepState = RunView['state'] | 'new' | 'paused' | 'waits';

/**
 * A row of the tree: an experiment, one of its models, or the pseudo-labels between a teacher and its
 * student.
 */
export type TreeRow =
  | {
      readonly kind: 'experiment';
      readonly key: string;
      readonly experiment: ExperimentView;
      readonly state: ShownState;
      readonly open: boolean;
    }
  | {
      readonly kind: 'run';
      readonly key: string;
      readonly experiment: ExperimentView;
      readonly run: RunView;
      readonly state: StepState;
      /** The finished share of the running training; null while none runs. */
      readonly share: number | null;
    }
  | {
      readonly kind: 'labels';
      readonly key: string;
      readonly experiment: ExperimentView;
      readonly iteration: IterationView;
      readonly state: StepState;
      readonly share: number | null;
    };

/** The job that runs an experiment or waits to run it. */
export function jobOf(jobs: readonly JobView[], experimentId: number): JobView | undefined {
  return jobs.find((job) => job.experimentId === experimentId && job.finishedAt === null);
}

export function shownState({ state }: ExperimentView, job: JobView | undefined): ShownState {
  if (!job) return state;
  if (job.status === 'queued') return 'queued';
  return job.status === 'cancelling' ? 'stopping' : 'running';
}

/** The rows of the tree, with the experiments in the given order; experiments in `closed` are without their models. */
export function treeRows(
  experiments: readonly ExperimentView[],
  jobs: readonly JobView[],
  closed: ReadonlySet<number>,
): TreeRow[] {
  return experiments.flatMap((experiment) => {
    const job = jobOf(jobs, experiment.id);
    const open = !closed.has(experiment.id);
    const head: TreeRow = {
      kind: 'experiment',
      key: experimentKey(experiment),
      experiment,
      state: shownState(experiment, job),
      open,
    };
    return open ? [head, ...stepsOf(experiment, job)] : [head];
  });
}

/** Teacher, its pseudo-labels, student, its pseudo-labels … */
function stepsOf(experiment: ExperimentView, job: JobView | undefined): TreeRow[] {
  const share = shareOf(job);
  const training = job?.progress?.unit === 'steps';
  return experiment.runs.flatMap((run): TreeRow[] => {
    const row: TreeRow = {
      kind: 'run',
      key: `r${run.runId}`,
      experiment,
      run,
      state: runState(experiment, run, job !== undefined),
      share: run.state === 'running' && training ? share : null,
    };
    // The labelling is found by its iteration and not by its teacher: if a student was not promoted, its teacher labels again.
    const iteration = experiment.iterations.find(({ number }) => number === run.iteration + 1);
    if (!iteration?.labelling) return [row];
    return [row, labelsRow(experiment, iteration, training ? null : share)];
  });
}

/** The displayed state of a run. A paused run is cancelled in the catalog, and a queued run without a job does not wait for anything. */
export function runState({ state }: ExperimentView, run: RunView, active: boolean): StepState {
  if (run.state === 'cancelled' && state === 'paused') return 'paused';
  return run.state === 'queued' && !active ? 'new' : run.state;
}

function labelsRow(experiment: ExperimentView, iteration: IterationView, share: number | null): TreeRow {
  const state = iteration.labelling?.state ?? 'queued';
  const waits = experiment.state === 'review' && iteration.studentRunId === null && state === 'done';
  return {
    kind: 'labels',
    key: `l${experiment.id}-${iteration.number}`,
    experiment,
    iteration,
    state: waits ? 'waits' : state,
    share: state === 'running' ? share : null,
  };
}

function shareOf(job: JobView | undefined): number | null {
  const progress = job?.progress;
  return progress && progress.total > 0 ? progress.done / progress.total : null;
}

/** Whether two models were measured on the same test images, as far as known. */
export function isSameTest(a: RunView, b: RunView): boolean {
  if (a.testSet !== null && b.testSet !== null) return a.testSet === b.testSet;
  return a.testImages === b.testImages;
}

/** A model's lead over another: on the test split if both were measured on the same images of it, otherwise on validation. */
export function gainOver(
  base: RunView | undefined,
  run: RunView,
): { readonly gain: number; readonly split: 'test' | 'validation' } | null {
  if (!base) return null;
  if (base.testAccuracy !== null && run.testAccuracy !== null && isSameTest(base, run))
    return { gain: run.testAccuracy - base.testAccuracy, split: 'test' };
  if (base.validationAccuracy !== null && run.validationAccuracy !== null)
    return { gain: run.validationAccuracy - base.validationAccuracy, split: 'validation' };
  return null;
}

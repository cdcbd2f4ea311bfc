import type { ExperimentView, IterationView, JobView, RunView } from '../../../../contract';
import { experimentKey } from '../../../base/kept/chosen-row';
import { jobOf, runState, type ShownState, type StepState, shownState } from '../experiment/states';

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
  return experiment.runs.flatMap((run, at): TreeRow[] => {
    const row: TreeRow = {
      kind: 'run',
      key: `r${run.runId}`,
      experiment,
      run,
      state: runState(experiment, run, job !== undefined),
      share: run.state === 'running' && training ? share : null,
    };
    // The labelling is found by its iteration and not by its teacher: if a student was not promoted, its teacher labels again. It follows the
    // last model of the iteration before: a linear probe is of the same iteration as the teacher that starts from it.
    if (experiment.runs[at + 1]?.iteration === run.iteration) return [row];
    const iteration = experiment.iterations.find(({ number }) => number === run.iteration + 1);
    if (!iteration?.labelling) return [row];
    return [row, labelsRow(experiment, iteration, training ? null : share)];
  });
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

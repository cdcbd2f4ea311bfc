import type { ExperimentState, ExperimentView, JobView, RunView } from '../../../../contract';

/** The displayed state of an experiment: the state of its job is newer than the catalog's. */
export type ShownState = ExperimentState | 'queued' | 'stopping';
export type StepState = RunView['state'] | 'new' | 'paused' | 'waits';

/** The job that runs an experiment or waits to run it. */
export function jobOf(jobs: readonly JobView[], experimentId: number): JobView | undefined {
  return jobs.find((job) => job.experimentId === experimentId && job.finishedAt === null);
}

export function shownState({ state }: ExperimentView, job: JobView | undefined): ShownState {
  if (!job) return state;
  if (job.status === 'queued') return 'queued';
  return job.status === 'cancelling' ? 'stopping' : 'running';
}

/** The displayed state of a run. A paused run is cancelled in the catalog, and a queued run without a job does not wait for anything. */
export function runState({ state }: ExperimentView, run: RunView, active: boolean): StepState {
  if (run.state === 'cancelled' && state === 'paused') return 'paused';
  return run.state === 'queued' && !active ? 'new' : run.state;
}

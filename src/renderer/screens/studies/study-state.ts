import type { JobView, StudyCellView, StudyEntry } from '../../../contract';
import type { BadgeState } from '../../base/frame/StateBadge';

/** The job that runs a study, or waits to run it; a study's name identifies it. */
export function jobOfStudy(jobs: readonly JobView[], name: string): JobView | undefined {
  return jobs.find(
    ({ kind, subject, finishedAt }) => kind === 'study' && subject === name && finishedAt === null,
  );
}

/** The job that measures a study's last models under corruption. */
export function measuringOf(jobs: readonly JobView[], name: string): JobView | undefined {
  return jobs.find(
    ({ kind, subject, finishedAt }) => kind === 'robustness' && subject === name && finishedAt === null,
  );
}

/** The state of a study. A study without a job and with runs left was stopped. */
export function studyState(
  { runs, done, failed }: Pick<StudyEntry, 'runs' | 'done' | 'failed'>,
  job: JobView | undefined,
): BadgeState {
  if (job) {
    if (job.status === 'queued') return 'queued';
    return job.status === 'cancelling' ? 'stopping' : 'running';
  }
  if (done === runs) return 'done';
  return done + failed === runs ? 'failed' : 'paused';
}

export type CellState = StudyCellView['state'] | 'stopped';

/** The displayed state of a run: one that was begun is running only while the study's job runs it, and otherwise stopped. */
export function cellState({ state, experimentId }: StudyCellView, job: JobView | undefined): CellState {
  if (state === 'running') return job && job.experimentId === experimentId ? 'running' : 'stopped';
  return state;
}

/** Names of studies that wait in the queue and are in no list yet, since none of their runs has begun. */
export function waitingNames(jobs: readonly JobView[], studies: readonly StudyEntry[]): string[] {
  return jobs.flatMap(({ kind, subject, finishedAt }) => {
    const waits = kind === 'study' && finishedAt === null && typeof subject === 'string';
    return waits && !studies.some(({ name }) => name === subject) ? [subject] : [];
  });
}

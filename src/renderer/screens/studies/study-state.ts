import type { JobView, StudyCellView, StudyEntry } from '../../../contract';
import type { BadgeState } from '../../base/StateBadge';

/** The job that runs a study, or waits to; studies have names of their own. */
export function jobOfStudy(jobs: readonly JobView[], name: string): JobView | undefined {
  return jobs.find(
    ({ kind, subject, finishedAt }) => kind === 'study' && subject === name && finishedAt === null,
  );
}

/** Where a study is. One that nothing works on and that has runs to come was stopped. */
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

/** A run that was begun is at work only while the study's job is on it. */
export function cellState({ state, experimentId }: StudyCellView, job: JobView | undefined): CellState {
  if (state === 'running') return job && job.experimentId === experimentId ? 'running' : 'stopped';
  return state;
}

/** Names of studies that wait for their turn and are in no list, since nothing of them has begun. */
export function waitingNames(jobs: readonly JobView[], studies: readonly StudyEntry[]): string[] {
  return jobs.flatMap(({ kind, subject, finishedAt }) => {
    const waits = kind === 'study' && finishedAt === null && typeof subject === 'string';
    return waits && !studies.some(({ name }) => name === subject) ? [subject] : [];
  });
}

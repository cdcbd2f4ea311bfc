import type { JobView } from '../../../contract';

type Facts = Pick<JobView, 'kind' | 'finishedAt'>;

/** The job that imports images or prepares the demo, of several the one that runs; null if there is none. `jobs`: the newest first. */
export function importOf<Job extends Facts>(jobs: readonly Job[]): Job | null {
  const coming = ({ kind, finishedAt }: Job) => finishedAt === null && (kind === 'import' || kind === 'demo');
  return jobs.findLast(coming) ?? null;
}

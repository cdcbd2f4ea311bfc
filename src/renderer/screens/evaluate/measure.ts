import { useQuery } from '@tanstack/react-query';
import { complain } from '../../base/studio/announce';
import { ask, studio } from '../../base/studio/connection';
import type { Part } from './choice';

/** Whether an evaluation runs or waits. */
export function useMeasuring(): boolean {
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  return jobs.some(({ kind, finishedAt }) => kind === 'evaluate' && finishedAt === null);
}

/** Whether a robustness measurement runs or waits. */
export function useMeasuringRobustness(): boolean {
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  return jobs.some(({ kind, finishedAt }) => kind === 'robustness' && finishedAt === null);
}

/** Whether a measurement on attacked images runs or waits. */
export function useMeasuringAttacks(): boolean {
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  return jobs.some(({ kind, finishedAt }) => kind === 'attack' && finishedAt === null);
}

/** Starts or resumes the job that measures these models on attacked test images. */
export function measureAttacks(runIds: number[]): void {
  studio.attacks.start({ runIds }).catch(complain);
}

/** Starts or resumes the job that measures these models on corrupted test images. */
export function measureRobustness(runIds: number[]): void {
  studio.robustness.start({ runIds }).catch(complain);
}

/** Starts the job that measures these models on these splits and named test sets. */
export function measure(runIds: number[], parts: readonly Part[]): void {
  const splits = parts.filter((part) => typeof part === 'string');
  const setIds = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.id]));
  studio.evaluate.start({ runIds, splits, setIds }).catch(complain);
}

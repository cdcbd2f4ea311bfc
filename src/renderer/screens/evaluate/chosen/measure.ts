import { useQuery } from '@tanstack/react-query';
import { complain } from '../../../base/studio/announce';
import { ask, studio } from '../../../base/studio/connection';
import type { ShownPart } from './choice';

/** Whether a measurement of this kind runs or waits. */
export function useMeasuring(
  kind: 'evaluate' | 'robustness' | 'perturbation' | 'attack' | 'check-labels' = 'evaluate',
): boolean {
  const { data: jobs = [] } = useQuery(ask.jobs.list.queryOptions());
  return jobs.some((job) => job.kind === kind && job.finishedAt === null);
}

/** Starts or resumes the job that measures these models on attacked test images. */
export function measureAttacks(runIds: number[]): void {
  studio.attacks.start({ runIds }).catch(complain);
}

/** Starts or resumes the job that measures these models on corrupted test images. */
export function measureRobustness(runIds: number[]): void {
  studio.robustness.start({ runIds }).catch(complain);
}

/** Starts or resumes the job that measures these models on sequences of test images. */
export function measurePerturbations(runIds: number[]): void {
  studio.perturbations.start({ runIds }).catch(complain);
}

/** Starts the job that judges all labels by cross-validation. */
export function checkLabels(): void {
  studio.evaluate.checkLabels().catch(complain);
}

/** Starts the job that measures these models on these splits and named test sets. */
export function measure(runIds: number[], parts: readonly ShownPart[]): void {
  const splits = parts.filter((part) => typeof part === 'string');
  const setIds = parts.flatMap((part) => (typeof part === 'string' ? [] : [part.id]));
  studio.evaluate.start({ runIds, splits, setIds }).catch(complain);
}

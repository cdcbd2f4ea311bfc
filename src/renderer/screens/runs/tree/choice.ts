import { comparing } from '../../../base/kept/chosen-row';
import { createProjectStore } from '../../../base/kept/store';

/** Runs to compare, in the order in which they were chosen. */
export const compared = createProjectStore<readonly number[]>([]);

export function toggleCompared(runId: number): void {
  const before = compared.get();
  compared.set(before.includes(runId) ? before.filter((id) => id !== runId) : [...before, runId]);
  comparing.set(true);
}

/** Experiments whose models are folded away. */
export const closedExperiments = createProjectStore<ReadonlySet<number>>(new Set());

export function setOpen(experimentId: number, open: boolean): void {
  const closed = new Set(closedExperiments.get());
  if (open) closed.delete(experimentId);
  else closed.add(experimentId);
  closedExperiments.set(closed);
}

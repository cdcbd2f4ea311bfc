import { createStore } from '../../base/store';

/** The line of the tree whose details are shown, by its key; kept while other screens are shown. */
export const chosenRow = createStore<string | null>(null);

/** Runs to compare, in the order in which they were chosen. */
export const compared = createStore<readonly number[]>([]);

export function toggleCompared(runId: number): void {
  const before = compared.get();
  compared.set(before.includes(runId) ? before.filter((id) => id !== runId) : [...before, runId]);
}

/** Experiments whose models are folded away. */
export const closedExperiments = createStore<ReadonlySet<number>>(new Set());

export function setOpen(experimentId: number, open: boolean): void {
  const closed = new Set(closedExperiments.get());
  if (open) closed.delete(experimentId);
  else closed.add(experimentId);
  closedExperiments.set(closed);
}

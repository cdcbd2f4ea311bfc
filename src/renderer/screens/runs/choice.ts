import { createProjectStore } from '../../base/store';

/** The line of the tree whose details are shown, by its key; kept while other screens are shown. */
export const chosenRow = createProjectStore<string | null>(null);

/** Runs to compare, in the order in which they were chosen. */
export const compared = createProjectStore<readonly number[]>([]);

/** Whether what is ticked is held against each other, or one line is looked at; the last act decides. */
export const comparing = createProjectStore(false);

/** Shows the details of a line, whatever is ticked. */
export function chooseRow(key: string): void {
  chosenRow.set(key);
  comparing.set(false);
}

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

import { goTo } from './navigation';
import { createProjectStore } from './store';

/** The line of Runs whose details are shown, by its key; kept while other screens are shown. */
export const chosenRow = createProjectStore<string | null>(null);

/** Whether what is ticked in Runs is held against each other, or one line is looked at; the last act decides. */
export const comparing = createProjectStore(false);

/** The key of an experiment's own line. */
export const experimentKey = ({ id }: { readonly id: number }) => `e${id}`;

/** Shows the details of a line, whatever is ticked. */
export function chooseRow(key: string): void {
  chosenRow.set(key);
  comparing.set(false);
}

/** Shows an experiment in Runs. */
export function showExperiment(id: number): void {
  chooseRow(experimentKey({ id }));
  goTo('runs');
}

import { goTo } from './navigation';
import { createProjectStore } from './store';

/** Key of the row of Runs whose details are shown; kept while other screens are shown. */
export const chosenRow = createProjectStore<string | null>(null);

/** Whether Runs compares the ticked models or shows the details of one row; the person's last action decides. */
export const comparing = createProjectStore(false);

/** The key of an experiment's row. */
export const experimentKey = ({ id }: { readonly id: number }) => `e${id}`;

/** Shows the details of a row, whatever is ticked. */
export function chooseRow(key: string): void {
  chosenRow.set(key);
  comparing.set(false);
}

/** Shows an experiment in Runs. */
export function showExperiment(id: number): void {
  chooseRow(experimentKey({ id }));
  goTo('runs');
}

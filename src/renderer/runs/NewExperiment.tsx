import { createStore } from '../parts/store';

export const newExperiment = createStore(false);

export function openNewExperiment(): void {
  newExperiment.set(true);
}

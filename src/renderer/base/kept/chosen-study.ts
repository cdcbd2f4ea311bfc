import { createProjectStore } from './store';

/** Name of the study that the Studies screen shows; null for the newest. */
export const chosenStudy = createProjectStore<string | null>(null);

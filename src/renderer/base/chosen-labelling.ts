import { createProjectStore } from './store';

/** The labelling that another screen wants to be looked at next; null for the newest that waits. */
export const chosenLabelling = createProjectStore<number | null>(null);

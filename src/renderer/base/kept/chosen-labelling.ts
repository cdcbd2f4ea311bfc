import { createProjectStore } from './store';

/** The labelling that another screen asked to show; null for the newest that waits for a review. */
export const chosenLabelling = createProjectStore<number | null>(null);

import { createProjectStore } from './store';

/** The labelling that another screen asked to show; null for the newest one that waits for a review. */
export const chosenLabelling = createProjectStore<number | null>(null);

import { createStore } from './store';

export const screenNames = ['data', 'label', 'recipe', 'runs', 'review', 'evaluate', 'export'] as const;
export type ScreenName = (typeof screenNames)[number];

const shown = createStore<ScreenName>('data');

/** Shows a screen. */
export const goTo = shown.set;

/** The screen that is shown. */
export const useScreen = shown.use;

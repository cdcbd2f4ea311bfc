import { createProjectStore } from './store';

/** The screens by name. Each screen adds its own entry in the file that holds its `ScreenDefinition`. */
// biome-ignore lint/suspicious/noEmptyInterface: screens add to it
export interface Screens {}
export type ScreenName = keyof Screens;

const shown = createProjectStore<ScreenName>('data');

/** Shows a screen. */
export const goTo = shown.set;

/** The screen that is shown, outside of components. */
export const screenNow = shown.get;

/** The screen that is shown. */
export const useScreen = shown.use;

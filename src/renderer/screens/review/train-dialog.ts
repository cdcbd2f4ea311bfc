import { createStore } from '../../base/store';

/** The dialog of the next student is open. */
export const trainDialog = createStore(false);

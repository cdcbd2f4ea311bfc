import { createProjectStore } from '../../base/store';

/** The dialog of the next student is open. */
export const trainDialog = createProjectStore(false);

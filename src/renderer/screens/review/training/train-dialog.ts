import { createProjectStore } from '../../../base/kept/store';

/** Whether the dialog that trains the next student is open. */
export const trainDialog = createProjectStore(false);

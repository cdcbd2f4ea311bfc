import { createKeptStore, isBoolean } from '../../base/kept/kept-store';

/** Whether the facts of the file stand beside an image in the large view. */
export const factsShown = createKeptStore('file-facts', false, isBoolean);

export { contactSheetTile } from './contact-sheet-tile';
export { makeHistogram } from './make-histogram';
export { renderReport } from './render';
export type * from './types';

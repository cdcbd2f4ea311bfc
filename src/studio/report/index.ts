export { contactSheetTile, tileSide } from './contact-sheet-tile';
export { type HistogramOptions, makeHistogram } from './make-histogram';
export { renderReport } from './render';
export type * from './types';

export { walk } from './folders/walk';
export { drawSplit, drawValidation } from './into-catalog/draw-split';
export { findMoved, importOrFind } from './into-catalog/find-moved';
export { decoderCodes } from './into-catalog/import-piece';
export {
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  importSource,
} from './into-catalog/import-source';
export {
  ensureNearCopies,
  findNearCopies,
  nearCopiesLeft,
  uniteNearCopies,
} from './into-catalog/near-copies';

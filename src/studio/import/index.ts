export { drawSplit, drawValidation } from './draw-split';
export { findMoved, importOrFind } from './find-moved';
export { decoderCodes } from './import-piece';
export {
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  importSource,
} from './import-source';
export { ensureNearCopies, findNearCopies, uniteNearCopies } from './near-copies';
export { walk } from './walk';

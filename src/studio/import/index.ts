export { type DrawnSplit, drawSplit } from './draw-split';
export { findMoved, type MovedReport } from './find-moved';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  importSource,
} from './import-source';

export { type DrawnSplit, drawSplit } from './draw-split';
export {
  type ImportOptions,
  type ImportProgress,
  type ImportReport,
  type ImportRequest,
  importSource,
} from './import-source';

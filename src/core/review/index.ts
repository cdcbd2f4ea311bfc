export { type AnnotationInput, disagreementOf, flagsOf } from './annotate';
export { arrangeRows, groupRows } from './arrange';
export { smallest, squaredDistances } from './distance';
export { divergence } from './divergence';
export {
  type FacetCounts,
  type FilteredRows,
  filterRows,
  type ReviewColumnSet,
  type RowFilter,
} from './filter';
export { histogramOf } from './histogram';
export { scaleToPlane } from './plane';
export { scoreRange } from './score-range';
export { reordered, type Sketch, sketchedDistances, sketchLimit } from './sketch';
export * from './words';

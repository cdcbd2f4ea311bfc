export { type DemoCounts, fullCounts, quickCounts } from './draw-parts';
export { fashionClasses } from './source-images';
export { type DemoData, type DemoOptions, type DemoTruth, writeDemoData } from './write-demo-data';

export type { DemoCounts } from './draw-parts';
export { writeDemoData } from './write-demo-data';

export { writeDemoData } from './write-demo-data';

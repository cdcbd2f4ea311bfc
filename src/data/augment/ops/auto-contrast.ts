import { autoContrast as apply } from '../filters/histogram';
import { augmentOp } from '../operation/op';

export const autoContrast = augmentOp('AutoContrast', apply);
